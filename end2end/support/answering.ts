// Answering by a personal link: as a person does it on a phone, and as a program does it for many.
import { expect, type APIRequestContext, type Page } from "@playwright/test";

import { expectAccessible } from "./accessibility.ts";

/** Fills in every section of the page behind a link and sends it; `score` chooses on the five-point scales. */
export async function answer(page: Page, link: string, score: number, check = false): Promise<string> {
  await page.goto(link);
  for (;;) {
    if (check) await expectAccessible(page);
    for (const question of await page.locator("fieldset.q").all()) {
      // What a finger meets is the label; the radio lies under it.
      await question.locator(`label:has(input[type=radio][value="${score}"])`).click();
    }
    const words = page.locator("textarea:visible").first();
    if (await words.count()) await words.fill("پاسخ‌ها زودتر برسد، خوب است.");
    const onward = page.locator("footer.go button.main-act");
    const last = (await onward.getAttribute("value")) === "send";
    await onward.click();
    if (last) break;
  }
  await expect(page.locator("#receipt")).toBeVisible();
  if (check) await expectAccessible(page);
  return page.locator("#receipt").innerText();
}

/** Answers by the API with one figure for every question. */
export async function answerByApi(request: APIRequestContext, link: string, score: number): Promise<void> {
  const address = link.replace("/r/", "/api/v1/respond/");
  const { questionnaire } = await (await request.get(address)).json();
  const items = questionnaire.sections.flatMap((section: { items: { key: string; kind: { type: string } }[] }) => section.items);
  const answers = Object.fromEntries(
    items.filter((item: { kind: { type: string } }) => item.kind.type !== "text").map((item: { key: string }) => [item.key, score]),
  );
  const sent = await request.post(address, { data: { answers } });
  expect(sent.status(), await sent.text()).toBe(201);
}
