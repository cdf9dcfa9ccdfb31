// A cycle whose raters are chosen: the subject chooses and hands over, the manager hands back and approves, on a phone and
// by keyboard alone where it matters. The invented company has such a cycle.
import type { Locator } from "@playwright/test";

import { expectAccessible } from "../support/accessibility.ts";
import { BROWSER, expect, LANGUAGES, test } from "../support/fixtures.ts";
import { tabTo } from "../support/keyboard.ts";
import { signIn, speak } from "../support/people.ts";

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use({ ...BROWSER[language], viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
    test.setTimeout(120_000);

    test("choosing who rates oneself", async ({ demo, page }) => {
      const { url } = demo.server;
      await signIn(page, demo.server, demo.signIns.get("employee")!);
      await expect(page).not.toHaveURL(/sign-in/);
      await speak(page, language);
      await page.goto(`${url}/nominations`);
      await expectAccessible(page);
      await page.locator("main a[href*='/nominations/']").first().click();
      const chosen = page.locator("button[name=remove]");
      await expect(chosen.first()).toBeVisible();
      await expectAccessible(page);
      const before = await chosen.count();
      const name = await nameOf(chosen.first());
      await tabTo(page, chosen.first());
      await page.keyboard.press("Enter");
      await expect(page.getByRole("status")).toBeVisible();
      await expect(chosen).toHaveCount(before - 1);

      await page.locator("#q").fill(name);
      await page.keyboard.press("Enter");
      await page.locator("button[name=add]").first().click();
      await expect(page.getByRole("status")).toBeVisible();
      await expect(chosen).toHaveCount(before);
      await expectAccessible(page);
    });

    test("a manager looks through a list and hands it back", async ({ demo, page }) => {
      await signIn(page, demo.server, demo.signIns.get("manager")!);
      await expect(page).not.toHaveURL(/sign-in/);
      await speak(page, language);
      await page.goto(`${demo.server.url}/nominations`);
      await expectAccessible(page);
      // Each language has a list of its own.
      const lists = await page.locator("main a[href*='/nominations/']").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
      expect(lists.length).toBe(LANGUAGES.length);
      await page.goto(lists.sort()[LANGUAGES.indexOf(language)]!);
      await expectAccessible(page);
      await expect(page.locator("button[value=approve]")).toBeVisible();

      await tabTo(page, page.locator("#note"));
      await page.keyboard.insertText("   ");
      await page.locator("button[value=back]").click();
      await expect(page.locator("#note-error")).toBeVisible();
      await expectAccessible(page);
      await page.locator("#note").fill("نگاه یک مشتری کم است.");
      await page.locator("button[value=back]").click();
      await expect(page.getByRole("status")).toBeVisible();
      await expect(page.locator("button[value=approve]")).toHaveCount(0);
    });
  });
}

/** The name in the row of a button. */
async function nameOf(button: Locator): Promise<string> {
  return (await button.locator("xpath=ancestor::tr").locator("bdi").first().innerText()).trim();
}
