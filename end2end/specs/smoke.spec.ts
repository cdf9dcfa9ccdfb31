// The server answers, and the first page anybody sees is whole in both languages.
import { expectAccessible } from "../support/accessibility.ts";
import { expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";

test("the server is alive and ready", async ({ demo, request }) => {
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    expect((await request.get(demo.url + path)).status(), path).toBe(200);
  }
});

for (const language of LANGUAGES) {
  test(`the sign-in page is whole in ${language}`, async ({ demo, page }) => {
    await page.setExtraHTTPHeaders({ "accept-language": language });
    await page.goto(`${demo.url}/sign-in`);
    const html = page.locator("html");
    await expect(html).toHaveAttribute("lang", language);
    await expect(html).toHaveAttribute("dir", language === "fa" ? "rtl" : "ltr");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    await expectAccessible(page);
  });
}
