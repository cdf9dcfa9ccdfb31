// Paper: the executive's scorecard is one sheet of A4 in either language, without the frame of the screen.
import { BROWSER, expect, LANGUAGES, test } from "../support/fixtures.ts";
import { signIn, speak } from "../support/people.ts";

for (const language of LANGUAGES) {
  test(`the scorecard prints on one sheet, in ${language}`, async ({ browser, demo }) => {
    const context = await browser.newContext(BROWSER[language]);
    const page = await context.newPage();
    await signIn(page, demo.server, demo.signIns.get("executive")!);
    await speak(page, language);
    await page.goto(`${demo.server.url}/scorecard`);
    const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page[^s]/g);
    expect(sheets).toHaveLength(1);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator("nav").first()).toBeHidden();
    await expect(page.locator(".foot")).toBeHidden();
    await context.close();
  });
}
