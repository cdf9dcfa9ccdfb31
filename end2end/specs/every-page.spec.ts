// Every page that there is, as each role sees it, in each language: no violation of accessibility, light and dark, on desk
// and phone, and nothing wider than the screen. Pages are found by walking; a row of the table that nobody came by fails.
import type { Browser, Page } from "@playwright/test";

import { expectWhole } from "../support/accessibility.ts";
import type { Demo } from "../support/demo.ts";
import { type Language, BROWSER, expect, LANGUAGES, test, watch } from "../support/fixtures.ts";
import { expectProblems, officeForms } from "../support/forms.ts";
import { linkIn, mailInFolder } from "../support/mail.ts";
import { setUpLink, signIn, speak } from "../support/people.ts";
import { everySection, linksOfEach, nothingAtAll } from "../support/questionnaires.ts";
import type { Server } from "../support/server.ts";
import { Walk } from "../support/walk.ts";

/** What somebody can be asked: each wording of each kind of survey. */
const ASKED = [
  "trust.employee",
  "trust.customer",
  "behaviour.360",
  "behaviour.360.self",
  "behaviour.360.external",
  "centricity.20",
] as const;

/** Whoever has fewer pages comes later: most of them are known by then. */
const OTHERS = ["executive", "manager", "administrator", "employee", "interviewer"];
const NOBODY = "6f2f8a3e-0c4d-4d6e-9d7a-3b1f5a2c9e10";

test.describe.configure({ mode: "parallel" });
// What fails is told in words; a recording of every page would take longer than looking at it.
test.use({ trace: "off", screenshot: "off" });

for (const language of LANGUAGES) {
  test(`every page, in ${language}`, async ({ browser, demo, empty }) => {
    test.setTimeout(900_000);
    const walk = new Walk(language);
    const origin = demo.server.url;
    const outsider = (work: Work) => inOwnBrowser(browser, language, work);
    const as = (role: string, work: Work) =>
      outsider(async (page) => {
        await enter(page, demo, role, language);
        await work(page);
      });

    // Two people at a time: while a page of one is being made, that of the other is being checked.
    const office = as("hr", async (page) => {
      const made = await test.step("forms of HR", () => officeForms(page, walk, origin));
      await test.step("what hr sees", () => walk.follow(page, ["/", "/ui", ...made.pages], origin));
      const links = await test.step("personal links", async () => linksOfEach(page, await running(page, origin), ASKED));
      await test.step("declining to rate", () => outsider((rater) => declining(rater, walk, `${links.get("behaviour.360")}`, language)));
      await answering(outsider, links, language);
      await test.step("a closed survey", () => closed(page, outsider, origin + made.assessment, language));
      await test.step("no more mails", () => outsider((stranger) => stopping(stranger, walk, demo.server)));
    });
    const others = async () => {
      await test.step("outside", () => outsider((page) => outside(page, walk, demo.server)));
      await test.step("set-up", () => outsider((page) => settingUp(page, walk, empty)));
      for (const role of OTHERS) {
        await test.step(`what ${role} sees`, () => as(role, (page) => walk.follow(page, ["/"], origin)));
      }
      await test.step("what an employee must not see", () => as("employee", (page) => refused(page, origin)));
    };
    await Promise.all([office, others()]);
    expect(walk.missed, "rows of the table that nobody visited").toEqual([]);
  });
}

type Work = (page: Page) => Promise<void>;
type Outsider = (work: Work) => Promise<void>;

/** Somebody with a browser of their own; what it complains about fails the test. */
async function inOwnBrowser(browser: Browser, language: Language, work: Work): Promise<void> {
  const context = await browser.newContext({ ...BROWSER[language], reducedMotion: "reduce" });
  const complaints = watch(context);
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
  expect.soft(complaints, "what the browser complained about").toEqual([]);
}

async function enter(page: Page, demo: Demo, role: string, language: Language): Promise<void> {
  const who = demo.signIns.get(role);
  if (!who) throw new Error(`nobody in the demo is ${role}`);
  await signIn(page, demo.server, who);
  await expect(page).not.toHaveURL(/sign-in/);
  await speak(page, language);
}

/** What is open to everybody: signing in, right and wrong, and addresses that lead nowhere. */
async function outside(page: Page, walk: Walk, server: Server): Promise<void> {
  const origin = server.url;
  await page.goto(`${origin}/sign-in`);
  await walk.look(page);
  await expectProblems(page, `${origin}/sign-in`, { email: "hr@narvan.example", password: "a-wrong-phrase-1" });
  await page.goto(`${origin}/sign-in`);
  await page.locator("[name=email]").fill("hr@narvan.example");
  await page.locator("[formaction='/sign-in/link']").click();
  await expect(page.getByRole("status")).toBeVisible();
  await expectWhole(page);
  const mail = await mailInFolder(server.folder, ({ text }) => text.includes("/enter/"));
  await page.goto(linkIn(mail, "/enter/"));
  await walk.look(page);
  for (const [path, status] of [
    ["/enter/forged", 404],
    ["/set-up/forged", 410],
    ["/r/forged", 404],
    ["/nothing-here", 404],
  ] as const) {
    await expectStatus(page, origin + path, status);
  }
}

/** The page behind the line at the end of a mail; it is in the language of whom the mail was sent to. */
async function stopping(page: Page, walk: Walk, server: Server): Promise<void> {
  const mail = await mailInFolder(server.folder, ({ text }) => text.includes("/stop/"));
  await page.goto(linkIn(mail, "/stop/"));
  await walk.look(page);
}

/** The first page of a new server, and its form with something wrong. */
async function settingUp(page: Page, walk: Walk, server: Server): Promise<void> {
  await page.goto(setUpLink(server));
  await walk.look(page);
  await expectProblems(page, setUpLink(server), { email: "not an address" });
}

/** Pages that a role may not see, and pages of somebody or something that does not exist. */
async function refused(page: Page, origin: string): Promise<void> {
  await expectStatus(page, `${origin}/people/import`, 403);
  await expectStatus(page, `${origin}/cycles/${NOBODY}/reports/${NOBODY}`, 404);
}

async function expectStatus(page: Page, address: string, status: number): Promise<void> {
  const response = await page.goto(address);
  expect.soft(response?.status(), address).toBe(status);
  await expectWhole(page);
}

/** The lists of personal links of all surveys that are open. */
async function running(page: Page, origin: string): Promise<string[]> {
  await page.goto(`${origin}/surveys`);
  const surveys = await page.locator("main a[href^='/surveys/']:not([href*='/new/'])").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  const lists: string[] = [];
  for (const survey of new Set(surveys)) {
    const response = await page.request.get(survey);
    if ((await response.text()).includes("/links")) lists.push(`${survey}/links`);
  }
  return lists;
}

/** A rater who cannot rate: the question why, without and with an answer, and the way back. */
async function declining(page: Page, walk: Walk, link: string, language: Language): Promise<void> {
  const spoken = `language=${language}`;
  await page.goto(`${link}?${spoken}`);
  await page.locator("main a[href$='/decline']").click();
  await page.goto(`${page.url()}?${spoken}`);
  await walk.look(page);
  await page.locator("button[value=decline]").click();
  await expect(page.locator("#reason-error")).toBeVisible();
  await expectWhole(page);
  await page.locator("input[name=reason][value=no_time]").check();
  await page.locator("button[value=decline]").click();
  await expect(page.locator("button[value=back]")).toBeVisible();
  await page.goto(`${link}?${spoken}`);
  await expectWhole(page);
  await page.locator("button[value=back]").click();
  await expect(page.locator("fieldset.q").first()).toBeVisible();
}

/** Every section of every wording, two at a time; each link has a browser of its own, as its reader would. */
async function answering(outsider: Outsider, links: Map<string, string>, language: Language): Promise<void> {
  const waiting = [...links];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [key, link] = next;
      await test.step(`answering ${key}`, () => outsider((page) => everySection(page, `${link}?language=${language}`)));
    }
  };
  await Promise.all([lane(), lane()]);
}

/** A link of a survey that takes no answers any more; before, a try to send nothing at all. */
async function closed(page: Page, outsider: Outsider, survey: string, language: Language): Promise<void> {
  await page.goto(`${survey}/links`);
  const link = await page.locator("code.link").last().innerText();
  await outsider((stranger) => nothingAtAll(stranger, `${link}?language=${language}`));
  await page.goto(survey);
  await page.locator("[popovertarget=close-now]").first().click();
  // What lies in the top layer is hidden by nothing, but axe measures targets as if it were.
  await expectWhole(page, ["target-size"]);
  await page.locator("#close-now button[name=act][value=close]").click();
  await expect(page).toHaveURL(/done=/);
  await outsider((stranger) => expectStatus(stranger, `${link}?language=${language}`, 410));
}
