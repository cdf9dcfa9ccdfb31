// The main path without a mouse: skip link, places, a form with an error, a section of a questionnaire, a hidden cell's
// reason. And no motion for whoever asks for none.
import type { Page } from "@playwright/test";

import { expectAccessible } from "../support/accessibility.ts";
import type { Demo } from "../support/demo.ts";
import { BROWSER, expect, type Language, LANGUAGES, test } from "../support/fixtures.ts";
import { expectVisibleFocus, tabTo, typeOver } from "../support/keyboard.ts";
import { signIn, speak } from "../support/people.ts";

/** The key that goes on, in the direction of reading, and the one that goes back. */
const ARROWS = { fa: ["ArrowLeft", "ArrowRight"], en: ["ArrowRight", "ArrowLeft"] } as const;

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use({ ...BROWSER[language], reducedMotion: "reduce" });
    test.setTimeout(120_000);

    test("signing in, past the navigation, and a form with an error", async ({ demo, page }) => {
      const { email, password } = demo.signIns.get("hr")!;
      await page.goto(`${demo.server.url}/sign-in`);
      await tabTo(page, page.locator("[name=email]"));
      await typeOver(page, email);
      await tabTo(page, page.locator("[name=password]"));
      await typeOver(page, "a-wrong-phrase-1");
      await page.keyboard.press("Enter");
      await expectFirstWrongFieldFocused(page);
      await typeOver(page, password);
      await page.keyboard.press("Enter");
      await expect(page).not.toHaveURL(/sign-in/);
      await speak(page, language);

      await page.goto(`${demo.server.url}/surveys`);
      await page.keyboard.press("Tab");
      const skip = page.locator("a.skip");
      await expect(skip).toBeFocused();
      await expectVisibleFocus(page);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.closest("main") !== null), "the skip link leads into main").toBe(true);

      await page.goto(`${demo.server.url}/surveys`);
      await tabTo(page, page.locator("nav a[href='/results']"));
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/results$/);

      await page.goto(`${demo.server.url}/surveys/new/wave`);
      await tabTo(page, page.locator("[name=closes_on]"));
      await typeOver(page, "۱۴۰۵/۱۳/۴۰");
      await page.keyboard.press("Enter");
      await expectFirstWrongFieldFocused(page);
      const meaning = page.locator("output[for=closes_on]");
      await typeOver(page, "۱۴۰۵/۱۴/۰۱");
      await expect(meaning).not.toHaveText("");
      await typeOver(page, "۱۴۰۵/۱۳/۴۰");
      await expect(meaning, "the field says it already").toHaveText("");
    });

    test("a section of a questionnaire", async ({ demo, page }) => {
      await enter(page, demo, "employee", language);
      await page.goto(`${demo.server.url}/answer`);
      const link = page.locator("main a[href^='/r/']").first();
      await link.evaluate((a: HTMLAnchorElement, language) => (a.search = `?language=${language}`), language);
      await tabTo(page, link);
      await page.keyboard.press("Enter");
      await expect(page.locator("html")).toHaveAttribute("lang", language);

      const [on, back] = ARROWS[language];
      const questions = page.locator("fieldset.q:has(.scale)");
      const section = await page.locator(".way p").innerText();
      for (const question of await questions.all()) {
        const radios = question.locator(".scale input");
        await tabTo(page, radios.first());
        await page.keyboard.press("Space");
        await expect(radios.nth(0)).toBeChecked();
        await page.keyboard.press(on);
        await page.keyboard.press(on);
        await expect(radios.nth(2)).toBeChecked();
        await page.keyboard.press(back);
        await expect(radios.nth(1)).toBeChecked();
        await expectVisibleFocus(page);
      }
      await tabTo(page, page.locator("footer.go button.main-act"));
      await page.keyboard.press("Enter");
      await expect(page.locator(".way p")).not.toHaveText(section);
      await expect(page.locator(".note")).toHaveCount(0);
    });

    test("the reason of a hidden cell", async ({ demo, page }) => {
      await enter(page, demo, "executive", language);
      await page.goto(`${demo.server.url}/results`);
      await page.goto(demo.server.url + (await page.locator("main a[href^='/results/']").first().getAttribute("href")));
      const cell = page.locator("button.hid:visible").first();
      const sheet = page.locator(`#${await cell.getAttribute("popovertarget")}`);
      await tabTo(page, cell, 200);
      for (const leave of ["Escape", "the button"]) {
        await page.keyboard.press("Enter");
        await expect(sheet).toBeVisible();
        // What lies in the top layer is hidden by nothing, but axe measures targets as if it were.
        if (leave === "Escape") await expectAccessible(page, ["target-size"]);
        await page.keyboard.press("Tab");
        await expectVisibleFocus(page);
        expect(await sheet.evaluate((sheet) => sheet.contains(document.activeElement)), "the next stop is in the sheet").toBe(true);
        if (leave === "Escape") await page.keyboard.press("Escape");
        else {
          const close = sheet.locator("[popovertargetaction=hide]");
          if (!(await close.evaluate((button) => button === document.activeElement))) await tabTo(page, close);
          await page.keyboard.press("Enter");
        }
        await expect(sheet).toBeHidden();
        await expect(cell).toBeFocused();
      }
    });
  });
}

test("nothing moves for whoever asks for no motion", async ({ demo, page }) => {
  // Already on the way here: changing the setting in the middle of a transition between pages breaks that off.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await enter(page, demo, "employee", "en");
  await page.goto(`${demo.server.url}/answer`);
  await page.locator("main a[href^='/r/']").first().click();
  await expect(page.locator("fieldset.q").first()).toBeVisible();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moving(page), "what moves otherwise").not.toEqual([]);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving(page)).toEqual([]);
  for (const path of ["/answer", "/report"]) {
    await page.goto(demo.server.url + path);
    expect(await moving(page), path).toEqual([]);
  }
});

/** Elements with a transition or an animation that takes time. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const takesTime = (durations: string) => durations.split(", ").some((duration) => parseFloat(duration) > 0);
    const moves = [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return takesTime(transitionDuration) || (animationName !== "none" && takesTime(animationDuration));
    });
    return moves.map((element) => element.outerHTML.slice(0, 80));
  });
}

async function enter(page: Page, demo: Demo, role: string, language: Language): Promise<void> {
  await signIn(page, demo.server, demo.signIns.get(role)!);
  await expect(page).not.toHaveURL(/sign-in/);
  await speak(page, language);
}

/** The page came back, and what has to be corrected first has the focus. */
async function expectFirstWrongFieldFocused(page: Page): Promise<void> {
  const wrong = page.locator("main [aria-invalid=true]").first();
  await expect(wrong).toBeFocused();
  await expectVisibleFocus(page);
}
