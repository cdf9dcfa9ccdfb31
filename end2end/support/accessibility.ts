// Every page, both colour schemes: no violation of WCAG 2.2 AA or of axe's best practice, and no sideways scroll.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Checks the page as it stands, light and dark, and leaves it light. `except` names rules that do not hold for it. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  for (const scheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).disableRules(except).analyze();
    const told = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}: ${node.html}`).join("\n")}`,
    );
    expect.soft(told, `${page.url()} in ${scheme}`).toEqual([]);
  }
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(wider, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
