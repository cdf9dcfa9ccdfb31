// Every page that can be reached by links, as each role sees it, in each language: no violation of accessibility, light
// and dark, nothing wider than a phone. Pages are found by walking, so a new page is tested the day it is linked.
import type { Page } from "@playwright/test";

import { expectAccessible } from "../support/accessibility.ts";
import { type Demo, startDemo } from "../support/demo.ts";
import { BROWSER, expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";
import { signIn } from "../support/people.ts";

/** Whoever sees most comes first; what was seen once need not be seen by the next. */
const ROLES = ["hr", "executive", "manager", "employee", "administrator"];

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use(BROWSER[language]);
    let demo: Demo;
    const seen = new Set<string>();

    test.beforeAll(async () => {
      test.setTimeout(300_000);
      demo = await startDemo();
    });
    test.afterAll(() => demo?.server.stop());

    for (const role of ROLES) {
      test(`what ${role} sees`, async ({ page }) => {
        test.setTimeout(600_000);
        const who = demo.signIns.get(role);
        expect(who, `the demo has somebody who is ${role}`).toBeDefined();
        await signIn(page, demo.server, who!);
        await expect(page).not.toHaveURL(/sign-in/);
        await speak(page, language);
        const waiting = role === "hr" ? ["/", "/ui"] : ["/"];
        for (let path = waiting.shift(); path; path = waiting.shift()) {
          const response = await page.goto(demo.server.url + path);
          if (!response?.headers()["content-type"]?.startsWith("text/html")) continue;
          // The page of all parts shows each of them several times, under one name.
          const except = path === "/ui" ? ["landmark-unique"] : [];
          await test.step(path, async () => {
            expect(response.status(), path).toBe(200);
            await expect(page.locator("html")).toHaveAttribute("lang", language);
            await page.setViewportSize({ width: 1280, height: 900 });
            await expectAccessible(page, except);
            await page.setViewportSize(PHONE);
            await expectAccessible(page, except);
          });
          for (const link of await links(page)) {
            if (seen.has(kind(link))) continue;
            seen.add(kind(link));
            waiting.push(link);
          }
        }
      });
    }
  });
}

/** Changes the language, which is kept with the person. */
async function speak(page: Page, language: string): Promise<void> {
  if ((await page.locator("html").getAttribute("lang")) === language) return;
  await page.locator("form[action='/language'] button").first().click();
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Paths of this server that the page leads to. */
async function links(page: Page): Promise<string[]> {
  const own = new URL(page.url()).origin;
  const found = await page.locator("a[href]:not([download])").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  return found.filter((address) => address.startsWith(`${own}/`)).map((address) => address.slice(own.length).split("#")[0]!);
}

/** One page stands for all of its kind: identifiers, tokens, and what a query chooses are left out. */
function kind(path: string): string {
  const [place, query = ""] = path.split("?");
  const names = [...new URLSearchParams(query).keys()].sort().join("&");
  return `${place!.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*").replace(/\/r\/[\w-]+/, "/r/*")}?${names}`;
}
