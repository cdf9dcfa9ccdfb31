// Going over a page by keyboard alone: what has the focus is always seen to have it.
import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until this has the focus; every stop on the way has to show that the focus is there. */
export async function tabTo(page: Page, wanted: Locator, most = 80): Promise<void> {
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press("Tab");
    await expectVisibleFocus(page);
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${wanted} has no focus after ${most} stops on ${page.url()}`);
}

/** The focused element, or the label that stands for a hidden radio, has an outline and lies in the window. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    // Past the last stop a browser goes on to its own parts.
    if (!focused || focused === document.body) return undefined;
    const shown = [focused, focused.closest("label")].filter((element) => element !== null);
    const outlined = shown.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    const { top, bottom, left, right } = focused.getBoundingClientRect();
    const inside = bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
    return { outlined, inside, what: focused.outerHTML.slice(0, 200) };
  });
  if (!seen) return;
  expect.soft(seen.outlined, `an outline around ${seen.what}`).toBe(true);
  expect.soft(seen.inside, `in sight: ${seen.what}`).toBe(true);
}

/** Types over what stands in the field that has the focus. */
export async function typeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}
