// Every page, both colour schemes: no violation of WCAG 2.2 AA or of axe's best practice, and no sideways scroll.
import { expect, type Page } from "@playwright/test";
import axe, { type RunOnly } from "axe-core";

import { PHONE } from "./fixtures.ts";

/** A desk's width. */
const DESK = { width: 1280, height: 900 };
/** The narrowest that must work without sideways scroll. */
const NARROWEST = { width: 320, height: 720 };
/** All there is but what axe itself calls experimental; touch targets are not among axe's own choice of rules. */
const RULES = { type: "tag" as const, values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
/** Those of them that look at colours. */
const COLOURS = { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] };

/** Checks the page as it stands, light and dark, and leaves it light. `except` names rules that do not hold for it. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  await expectNoViolation(page, except);
  await expectNoSidewaysScroll(page);
}

/** Checks the page at every width that counts, without loading it again, with all of it unfolded. */
export async function expectWhole(page: Page, except: string[] = []): Promise<void> {
  const before = page.viewportSize();
  await page.locator("details").evaluateAll((all) => all.forEach((folded) => ((folded as HTMLDetailsElement).open = true)));
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    await expectNoViolation(page, except);
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize(NARROWEST);
  await expectNoSidewaysScroll(page);
  if (before) await page.setViewportSize(before);
}

async function expectNoViolation(page: Page, except: string[]): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect.soft(await violations(page, RULES, except), `${page.url()} in light`).toEqual([]);
  // The scheme changes colours and nothing else, so only the rules about colours are asked again.
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await violations(page, COLOURS, except), `${page.url()} in dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** What axe has against the page, a text each. It is brought along once a page, not once a question. */
async function violations(page: Page, runOnly: RunOnly, except: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ runOnly, except }) => {
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const rules = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]));
      const options = { runOnly, rules, resultTypes: ["violations" as const] };
      const { violations } = await axe.run(document, options);
      return violations.map(({ id, help, nodes }) => {
        const where = nodes.map((node) => `    ${node.target.join(" ")}: ${node.html}\n      ${node.failureSummary}`);
        return `${id}: ${help}\n${where.join("\n")}`;
      });
    },
    { runOnly, except },
  );
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wider, width } = await page.evaluate(() => ({
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    width: window.innerWidth,
  }));
  expect.soft(wider, `${page.url()} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
}
