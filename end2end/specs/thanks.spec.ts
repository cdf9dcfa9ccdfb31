// Thanks, in each language: somebody thanks HR's lead, everybody reads it, HR hides another's with a reason.
import type { Page } from "@playwright/test";

import { expectWhole } from "../support/accessibility.ts";
import type { Demo } from "../support/demo.ts";
import { BROWSER, expect, type Language, LANGUAGES, test } from "../support/fixtures.ts";
import { signIn, speak } from "../support/people.ts";

for (const language of LANGUAGES) {
  test(`thanking a colleague, in ${language}`, async ({ browser, demo }) => {
    test.setTimeout(120_000);
    const words = `Thank you, ${language}`;
    const writer = await as(browser, demo, "employee", language);
    await writer.goto(`${demo.server.url}/thanks/new`);
    await expectWhole(writer);
    await writer.locator("[name=to]").fill("hr@narvan.example");
    await writer.locator("[name=words]").fill(words);
    await writer.locator("main form button.main-act").click();
    await expect(writer.locator("#audience-error")).toBeVisible();
    await expect(writer.locator("[name=words]")).toHaveValue(words);
    await expectWhole(writer);
    await writer.locator("[name=behaviour]").selectOption("promise.3");
    await writer.locator("[name=audience][value=company]").check();
    await writer.locator("main form button.main-act").click();
    await expect(writer.getByRole("status")).toBeVisible();
    await expect(writer.locator(".thanks-list")).toContainText(words);
    await expectWhole(writer);

    const hr = await as(browser, demo, "hr", language);
    await hr.goto(`${demo.server.url}/thanks`);
    await hr.locator(".thanks-list > li", { hasText: words }).locator("a[href$='/hide']").click();
    await expectWhole(hr);
    await hr.locator("[name=reason]").fill("It names a customer.");
    await hr.locator("main form button").first().click();
    await expect(hr.locator(".thanks-list")).not.toContainText(words);
    await writer.goto(`${demo.server.url}/thanks/mine`);
    await expect(writer.locator(".thanks-list").last()).toContainText("It names a customer.");
    await expectWhole(writer);
    await hr.context().close();
    await writer.context().close();
  });
}

async function as(browser: import("@playwright/test").Browser, demo: Demo, role: string, language: Language): Promise<Page> {
  const context = await browser.newContext(BROWSER[language]);
  const page = await context.newPage();
  await signIn(page, demo.server, demo.signIns.get(role)!);
  await expect(page).not.toHaveURL(/sign-in/);
  await speak(page, language);
  return page;
}
