// Which personal links ask which questionnaire, and every page behind one of them.
import { expect, type Page } from "@playwright/test";

import { expectWhole } from "./accessibility.ts";

/** Looks through the lists of links of open surveys until there is one for each of these questionnaires. */
export async function linksOfEach(page: Page, lists: string[], wanted: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const list of lists) {
    // Lists are by name, so everybody who is asked differently stands near the top; a page without anything new ends one.
    for (let from = 0, before = -1; before < found.size; from += 50) {
      before = found.size;
      await page.goto(`${list}?from=${from}`);
      const links = await page.locator("code.link").allInnerTexts();
      for (const [link, asked] of await Promise.all(links.map(async (link) => [link, await question(page, link)] as const))) {
        if (asked && wanted.includes(asked) && !found.has(asked)) found.set(asked, link);
      }
    }
  }
  expect([...found.keys()].sort(), "questionnaires that somebody is asked").toEqual([...wanted].sort());
  return found;
}

/** The questionnaire that an open link asks. */
async function question(page: Page, link: string): Promise<string | undefined> {
  const response = await page.request.get(link.replace("/r/", "/api/v1/respond/"));
  const { state, questionnaire } = await response.json();
  return state === "open" ? questionnaire.key : undefined;
}

/** Goes through every section behind a link, first without answering, and sends; every page on the way is checked. */
export async function everySection(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const sections = await page.locator(".way ol li").count();
  const onward = page.locator("footer.go button.main-act");
  for (let section = 0; section < sections; section += 1) {
    await expect(page.locator(".way ol li.now")).toHaveCount(1);
    await expectWhole(page);
    if (section === 0) await skip(page);
    for (const question of await page.locator("fieldset.q").all()) await question.locator("label:has(input[type=radio])").last().click();
    await onward.click();
  }
  await expect(page.locator("#receipt")).toBeVisible();
  await expectWhole(page);
  const again = await page.goto(link);
  expect(again?.status(), "a used link").toBe(410);
  await expectWhole(page);
}

/** The reminder that something was left out. */
async function skip(page: Page): Promise<void> {
  await page.locator("footer.go button.main-act").click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectWhole(page);
}

/** Goes to the end without answering anything and tries to send that. */
export async function nothingAtAll(page: Page, link: string): Promise<void> {
  await page.goto(link);
  for (;;) {
    const response = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator("footer.go button.main-act").click();
    if ((await response).status() === 422) break;
    await expect(page.locator("footer.go button.main-act")).toBeVisible();
  }
  await expect(page.locator(".note.bad")).toBeVisible();
  await expectWhole(page);
}
