// The server answers, and the first page anybody sees is whole in both languages.
import { expectAccessible } from "../support/accessibility.ts";
import { BROWSER, expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";

test("the server is alive and ready", async ({ empty, request }) => {
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    expect((await request.get(empty.url + path)).status(), path).toBe(200);
  }
});

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use(BROWSER[language]);

    test("the sign-in page is whole", async ({ empty, page }) => {
      await page.goto(`${empty.url}/sign-in`);
      const html = page.locator("html");
      await expect(html).toHaveAttribute("lang", language);
      await expect(html).toHaveAttribute("dir", language === "fa" ? "rtl" : "ltr");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize(PHONE);
      await expectAccessible(page);
    });
  });
}
