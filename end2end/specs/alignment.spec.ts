// Behaviour alignment, in each language: HR chooses, three parties put the same behaviours in order (dragging, by keyboard, by
// numbers without a script), and the result says where they do not match.
import type { APIRequestContext, Browser, Page } from "@playwright/test";

import { expectAccessible, expectWhole } from "../support/accessibility.ts";
import { CONTACTS, contactsFile, STAFF, staffFile } from "../support/company.ts";
import { BROWSER, expect, type Language, LANGUAGES, PHONE, test } from "../support/fixtures.ts";
import { importFile } from "../support/importing.ts";
import { linkIn } from "../support/mail.ts";
import { setUp } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

const OWN = { fa: "سلام می‌کند و خودش را معرفی می‌کند.", en: "Says hello and gives a name." };
/** Behaviours of the usual ranking that are taken out, so that six and one in own words are left. */
const OUT = ["rank.listen.4", "rank.cooperate.4"];

for (const language of LANGUAGES) {
  test(`from the choice to the result, in ${language}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const sink = await SmtpSink.start();
    const server = await Server.start({ smtp: sink.url });
    const office = await browser.newContext(BROWSER[language]);
    const page = await office.newPage();
    try {
      await setUp(page, server);
      await importFile(page, `${server.url}/people/import`, staffFile(language));
      await importFile(page, `${server.url}/customers/import`, contactsFile(language));
      const survey = await test.step("choose and launch", () => launch(page, server, language));
      const links = await test.step("everybody has mail", async () => {
        const addresses = [...STAFF, ...CONTACTS].map(({ email }) => email);
        const mails = await Promise.all(addresses.map((address) => sink.waitFor(address, 1, 60_000)));
        return mails.map(([mail]) => linkIn(mail!, "/r/"));
      });
      await test.step("drag on a phone", () => onPhone(browser, language, true, (phone) => dragging(phone, links[1]!)));
      await test.step("by keyboard", () => onPhone(browser, language, true, (phone) => byKeyboard(phone, links[2]!)));
      await test.step("by numbers, without a script", () => onPhone(browser, language, false, (phone) => byNumbers(phone, links.at(-1)!)));
      await test.step("all others", async () => {
        for (const [n, link] of links.entries()) {
          if (n === 1 || n === 2 || n === links.length - 1) continue;
          await byApi(page.request, link, n >= STAFF.length, n);
        }
      });
      await test.step("close, and read the result", () => result(page, survey));
    } finally {
      await office.close();
      await server.stop();
      await sink.stop();
    }
  });
}

async function launch(page: Page, server: Server, language: Language): Promise<string> {
  await page.goto(`${server.url}/surveys/new/alignment`);
  await expectAccessible(page);
  await page.locator("[name=unit]").first().check();
  for (const key of OUT) await page.locator(`[name=behaviour][value="${key}"]`).uncheck();
  const other = language === "fa" ? "own_0_en" : "own_0";
  await page.locator(`[name=${language === "fa" ? "own_0" : "own_0_en"}]`).fill(OWN[language]);
  await page.locator("main form button.main-act").click();
  await expect(page.locator("#own_0-error")).toBeVisible();
  await expect(page.locator(`[name=${language === "fa" ? "own_0" : "own_0_en"}]`)).toHaveValue(OWN[language]);
  await expectWhole(page);
  await page.locator(`[name=${other}]`).fill(language === "fa" ? OWN.en : OWN.fa);
  await page.locator("main form button.main-act").click();
  await expect(page).toHaveURL(/\/surveys\/[0-9a-f-]{36}$/);
  await expect(panel(page, "questions")).toContainText(OWN[language]);
  await expectWhole(page);
  const address = page.url();
  await page.locator("button[name=act][value=launch]").click();
  await expect(page).toHaveURL(/done=launched/);
  return address;
}

async function onPhone(browser: Browser, language: Language, javaScriptEnabled: boolean, work: (page: Page) => Promise<void>): Promise<void> {
  const phone = await browser.newContext({ ...BROWSER[language], viewport: PHONE, javaScriptEnabled });
  try {
    await work(await phone.newPage());
  } finally {
    await phone.close();
  }
}

const panel = (page: Page, id: string) => page.locator(`section[aria-labelledby=${id}]`);
const rows = (page: Page) => page.locator(".ranks .rank");
const send = (page: Page) => page.locator("footer.go button.main-act").click();

/** The numbers in the fields from top to bottom, whichever digits they are written in. */
async function numbers(page: Page): Promise<number[]> {
  const written = await rows(page).locator("input").evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
  return written.map((text) => Number(text.replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)) || NaN));
}

// The bar with the button to send lies over the end of the window; axe takes what is scrolled halfway under it for too small.
const UNDER_THE_BAR = ["target-size"];

async function dragging(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expectWhole(page, UNDER_THE_BAR);
  const last = await rows(page).last().locator("label").innerText();
  const [from, to] = [await rows(page).last().locator("[data-grip]").boundingBox(), await rows(page).first().boundingBox()];
  await rows(page).last().locator("[data-grip]").scrollIntoViewIfNeeded();
  const grip = await rows(page).last().locator("[data-grip]").boundingBox();
  expect(from && to && grip).toBeTruthy();
  await page.mouse.move(grip!.x + 4, grip!.y + grip!.height / 2);
  await page.mouse.down();
  for (let row = 5; row >= 0; row -= 1) {
    const over = await rows(page).nth(row).boundingBox();
    await page.mouse.move(grip!.x + 4, over!.y + over!.height / 2, { steps: 4 });
  }
  await page.mouse.up();
  await expect(rows(page).first().locator("label")).toHaveText(last);
  expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  // What was put in order stays through a reload, in this tab.
  await page.reload();
  await expect(rows(page).first().locator("label")).toHaveText(last);
  await send(page);
  await expect(page.locator("#receipt")).toBeVisible();
}

async function byKeyboard(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const second = await rows(page).nth(1).locator("label").innerText();
  await rows(page).nth(1).locator("[data-move=up]").focus();
  await page.keyboard.press("Enter");
  await expect(rows(page).first().locator("label")).toHaveText(second);
  await expect(rows(page).first().locator("[data-move=up]")).toBeFocused();
  await expect(page.locator("[data-ranks-said]")).toContainText(second);
  expect(await numbers(page)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  await expectWhole(page, UNDER_THE_BAR);
  await send(page);
  await expect(page.locator("#receipt")).toBeVisible();
}

async function byNumbers(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.locator("[data-move]").first()).toBeHidden();
  const typed = ["1", "2", "2", "4", "", "۶", "7"];
  for (const [row, place] of typed.entries()) await rows(page).nth(row).locator("input").fill(place);
  await send(page);
  await expect(page.locator(".ranks .wrong")).toHaveCount(3);
  for (const [row, place] of typed.entries()) await expect(rows(page).nth(row).locator("input")).toHaveValue(place);
  await rows(page).nth(2).locator("input").fill("3");
  await rows(page).nth(4).locator("input").fill("۵");
  await send(page);
  await expect(page.locator("#receipt")).toBeVisible();
}

/** Customers want the reverse of what staff want; neighbours change places with every other person. */
async function byApi(request: APIRequestContext, link: string, isCustomer: boolean, n: number): Promise<void> {
  const address = link.replace("/r/", "/api/v1/respond/");
  const { questionnaire } = await (await request.get(address)).json();
  const keys: string[] = questionnaire.sections[0].items.map((item: { key: string }) => item.key);
  const order = isCustomer ? keys.toReversed() : keys;
  const shift = n % 3;
  const turned = [...order.slice(shift), ...order.slice(0, shift)];
  const answers = Object.fromEntries(turned.map((key, place) => [key, place + 1]));
  const sent = await request.post(address, { data: { answers } });
  expect(sent.status(), await sent.text()).toBe(201);
}

async function result(page: Page, survey: string): Promise<void> {
  await page.goto(survey);
  await page.locator("[popovertarget=close-now], [commandfor=close-now]").first().click();
  await page.locator("#close-now button[name=act][value=close]").click();
  const results = page.locator(`a[href^="/results/"]`).first();
  await expect(async () => {
    await page.goto(survey);
    await expect(results).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await results.click();
  await expect(page.locator("svg.slopes")).toBeVisible();
  // Three lead: too few to be shown, and nobody else is hidden with them.
  await expect(panel(page, "orders").locator("button.hid")).toHaveCount(1);
  await expect(panel(page, "mismatches").locator(".ways section li").first()).toBeVisible();
  await expectWhole(page);
  await panel(page, "orders").locator("details.twin summary").click();
  await expect(panel(page, "orders").locator("table tbody tr")).toHaveCount(7);
}
