// The forms of the office: each with something wrong first (422, and what is wrong beside its field), then drafts made of
// them, so that drafts and what leads on from them can be visited too.
import { expect, type Page } from "@playwright/test";

import { expectWhole } from "./accessibility.ts";
import type { Walk } from "./walk.ts";

/** What was made, to be visited. */
export type Made = {
  /** Pages that no link leads to from elsewhere. */
  pages: string[];
  /** The running assessment. */
  assessment: string;
};

type Entries = Record<string, string>;

/** Sends the form with this button, or the main one, as a browser without checks of its own would. */
export async function send(page: Page, entries: Entries, button = "main form button.main-act"): Promise<number> {
  for (const [name, value] of Object.entries(entries)) await page.locator(`main form [name="${name}"]`).first().fill(value);
  const act = page.locator(button).first();
  await act.evaluate((element: HTMLButtonElement) => (element.form!.noValidate = true));
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await act.click();
  const status = (await answer).status();
  await page.waitForLoadState();
  return status;
}

/** Sends something wrong and checks the page that comes back. */
export async function expectProblems(page: Page, address: string, entries: Entries, button?: string): Promise<void> {
  await page.goto(address);
  expect.soft(await send(page, entries, button), `${address} with ${JSON.stringify(entries)}`).toBe(422);
  await expect.soft(page.locator("[aria-invalid=true]").first(), `a field of ${address}`).toBeVisible();
  await expectWhole(page);
}

/** Every form of HR, wrong; and drafts of each kind of survey, one of them launched. */
export async function officeForms(page: Page, walk: Walk, origin: string): Promise<Made> {
  const wrongRound = { period: "13/13", closes_on: "۱۴۰۵/۱۳/۴۰", title_fa: "" };
  for (const kind of ["wave", "cycle", "assessment", "alignment"]) await expectProblems(page, `${origin}/surveys/new/${kind}`, wrongRound);
  await expectProblems(page, `${origin}/measures/add`, { key: "not a key", name_fa: "" });
  await expectProblems(page, `${origin}/thanks/new`, { to: "nobody", words: "" });
  await page.goto(`${origin}/measures`);
  const measure = await page.locator("main a[href^='/measures/of/']").first().getAttribute("href");
  await expectProblems(page, origin + measure, { target: "many", threshold: "some" });

  const previews: string[] = [];
  for (const [place, example] of [
    ["people", "import/example/fa"],
    ["customers", "import/example/fa"],
    ["measures", "sample"],
  ]) {
    await wrongFile(page, `${origin}/${place}/import`);
    const file = await page.request.get(`${origin}/${place}/${example}`);
    await sendFile(page, `${origin}/${place}/import`, await file.body());
    await walk.look(page);
    if (place !== "measures") previews.push(new URL(page.url()).pathname);
  }

  const wave = await draft(page, `${origin}/surveys/new/wave`);
  const cycle = await draft(page, `${origin}/surveys/new/cycle`);
  await expectProblems(page, `${origin}${cycle}/raters`, { subject: "nobody" }, "button[name=act][value=subject]");
  await page.goto(`${origin}${cycle}/raters`);
  const subject = await page.locator(`main a[href*='${cycle}/raters/']`).first().getAttribute("href");
  await expectProblems(page, origin + subject, { rater: "nobody" }, "form:has([name=rater]) button.btn");
  const alignment = await draft(page, `${origin}/surveys/new/alignment`);
  const assessment = await draft(page, `${origin}/surveys/new/assessment`);
  await page.locator("button[name=act][value=launch]").click();
  await expect(page).toHaveURL(/done=launched/);
  await walk.look(page);
  return { pages: [wave, cycle, alignment, assessment, `${cycle}/raters`, subject!, ...previews], assessment };
}

/** Makes a draft among the people of one branch and returns its path. */
async function draft(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await page.locator("[name=unit]").last().check();
  await page.locator("main form button.main-act").click();
  await expect(page).toHaveURL(/\/surveys\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** A file with the right end and nothing of use in it. */
async function wrongFile(page: Page, address: string): Promise<void> {
  const status = await sendFile(page, address, Buffer.from("what,is,this\r\n1,2,3\r\n"));
  expect.soft(status, address).toBe(422);
  await expectWhole(page);
}

async function sendFile(page: Page, address: string, buffer: Buffer): Promise<number> {
  await page.goto(address);
  await page.locator("[name=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer });
  return send(page, {});
}
