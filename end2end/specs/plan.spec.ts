// A development plan: its subject makes a goal of a behaviour, adds a step and writes how it goes; the manager reads it and
// answers. On a phone, with forms refused once. In the invented company the report of whoever shows the manager is open; their
// own manager is found by HR and comes in by a link in a mail.
import type { Browser, Page } from "@playwright/test";

import { expectAccessible } from "../support/accessibility.ts";
import type { Demo } from "../support/demo.ts";
import { BROWSER, expect, LANGUAGES, test } from "../support/fixtures.ts";
import { linkIn, mailInFolder } from "../support/mail.ts";
import { signIn, speak } from "../support/people.ts";

const WORDS = {
  fa: { aim: "همان روز خبر می‌دهم", step: "دو مشتری را بپرسم", note: "این هفته دو بار شد", answer: "دیدم" },
  en: { aim: "I answer the same day", step: "Ask two customers", note: "Twice this week", answer: "I saw it" },
} as const;

/** Mails whose link was used: the languages share a company. */
const used = new Set<string>();

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use({ ...BROWSER[language], viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
    test.setTimeout(180_000);

    test("a plan is made, followed and read by the manager", async ({ browser, demo, page }) => {
      const say = WORDS[language];
      await enter(page, demo, "manager", language);
      await page.goto(`${demo.server.url}/plans`);
      await expectAccessible(page);
      const plan = await page.locator("section[aria-labelledby=own] a[href$='/plan']").first().getAttribute("href");
      await page.goto(`${demo.server.url}${plan}`);
      await expectAccessible(page);

      await page.locator("section[aria-labelledby=choose] form button").click();
      await expect(page.locator("#behaviour-error")).toBeVisible();
      await expectAccessible(page);
      for (const fold of await page.locator("section[aria-labelledby=choose] summary").all()) await fold.click();
      await page.locator("[name=behaviour]").first().check();
      await page.locator("[name=aim]").fill(say.aim);
      await page.locator("section[aria-labelledby=choose] form button").click();
      await expect(page.locator(".toast")).toBeVisible();
      await expect(page.locator("main")).toContainText(say.aim);
      await expectAccessible(page);
      const goal = new URL(page.url()).pathname;

      await page.locator("[name=body]").fill(say.step);
      await page.locator("[name=kind]").selectOption("training");
      await page.locator("[name=due_on]").fill("1/1/2020");
      await page.locator("button[value=action]").click();
      await expect(page.locator("#due_on-error")).toBeVisible();
      await expect(page.locator("[name=body]")).toHaveValue(say.step);
      await expectAccessible(page);
      await page.locator("[name=due_on]").fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
      await page.locator("button[value=action]").click();
      await expect(page.locator("section[aria-labelledby=actions]")).toContainText(say.step);
      await page.locator("button[name=did]").click();
      await expect(page.locator("button[name=undid]")).toBeVisible();
      await checkIn(page, "some", say.note);
      await expectAccessible(page);

      const [lead, address] = await managersPage(browser, demo, language, goal);
      await expect(lead.locator("main")).toContainText(say.note);
      await expect(lead.locator("button[name=undid], button[value=action], button[value=done]")).toHaveCount(0);
      await expectAccessible(lead);
      await checkIn(lead, "done", say.answer);
      await lead.context().close();

      await page.goto(address);
      await expect(page.locator("section[aria-labelledby=check-ins]")).toContainText(say.answer);
      await page.locator("button[value=done]").click();
      await expect(page.locator(".toast")).toBeVisible();
      await expect(page.locator("button[value=open]")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

async function enter(page: Page, demo: Demo, role: string, language: string): Promise<void> {
  await signIn(page, demo.server, demo.signIns.get(role)!);
  await expect(page).not.toHaveURL(/sign-in/);
  await speak(page, language);
}

/** The goal as the manager of its subject sees it. */
async function managersPage(browser: Browser, demo: Demo, language: "fa" | "en", goal: string): Promise<[Page, string]> {
  const { server } = demo;
  const context = await browser.newContext({ ...BROWSER[language], reducedMotion: "reduce" });
  const page = await context.newPage();
  await enter(page, demo, "hr", language);
  const address = `${server.url}${goal}`;
  // HR does not read the plan.
  expect((await page.goto(address))?.status()).toBe(404);
  const subject = /reports\/([^/]+)\/plan/.exec(goal)![1]!;
  await page.goto(`${server.url}/people/${subject}`);
  await page.locator(".facts a[href^='/people/']").click();
  await expect(page).not.toHaveURL(new RegExp(subject));
  const mail = (await page.locator(".facts").innerText()).match(/\S+@\S+/)![0].replace(/[^\x21-\x7e]/g, "");
  await context.clearCookies();

  await page.goto(`${server.url}/sign-in`);
  await page.locator("[name=email]").fill(mail);
  await page.locator("[formaction='/sign-in/link']").click();
  await expect(page.getByRole("status")).toBeVisible();
  const sent = await mailInFolder(server.folder, ({ source, text }) => source.includes(mail) && text.includes("/enter/") && !used.has(text));
  used.add(sent.text);
  await page.goto(linkIn(sent, "/enter/"));
  await page.locator("main form button").first().click();
  await expect(page).not.toHaveURL(/enter/);
  await speak(page, language);
  await page.goto(address);
  return [page, address];
}

async function checkIn(page: Page, progress: string, note: string): Promise<void> {
  await page.locator(`[name=progress][value=${progress}]`).check();
  await page.locator("[name=note]").fill(note);
  await page.locator("button[value=check_in]").click();
  await expect(page.locator(".toast")).toBeVisible();
}
