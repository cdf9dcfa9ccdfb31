// The ways in: first set-up, password, link by mail; and what is said to those who must stay outside.
import { expectAccessible } from "../support/accessibility.ts";
import { BROWSER, expect, LANGUAGES, test } from "../support/fixtures.ts";
import { linkIn } from "../support/mail.ts";
import { ADMINISTRATOR, setUp, setUpLink, signIn } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use(BROWSER[language]);
    let sink: SmtpSink;
    let server: Server;

    test.beforeAll(async () => {
      sink = await SmtpSink.start();
      server = await Server.start({ smtp: sink.url });
    });
    test.afterAll(async () => {
      await server?.stop();
      await sink?.stop();
    });

    test("a new server is set up once, by its printed link", async ({ page }) => {
      await page.goto(setUpLink(server));
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expectAccessible(page);

      await page.locator("[name=email]").fill("not an address");
      // The server must say it too, not only the browser.
      await page.locator("main form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await page.locator("main form button.main-act").click();
      await expect(page.locator("[name=email]")).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("[name=email]")).toHaveValue("not an address");
      await expectAccessible(page);

      const link = setUpLink(server);
      await setUp(page, server);
      const again = await page.goto(link);
      expect(again?.status()).toBe(410);
    });

    test("a password lets in, a wrong one does not, and what was typed stays", async ({ page }) => {
      await signIn(page, server, { ...ADMINISTRATOR, password: "another-phrase-8" });
      await expect(page).toHaveURL(/sign-in/);
      await expect(page.locator("[name=email]")).toHaveValue(ADMINISTRATOR.email);
      await expect(page.locator("[name=password]")).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("[name=password]")).toHaveValue("");
      await expectAccessible(page);
      await signIn(page, server, ADMINISTRATOR);
      await expect(page).not.toHaveURL(/sign-in/);
    });

    test("a link by mail lets in once; an unknown address is told the same", async ({ page, browser }) => {
      const ask = async (email: string) => {
        await page.goto(`${server.url}/sign-in`);
        await page.locator("[name=email]").fill(email);
        await page.locator("[formaction='/sign-in/link']").click();
        return (await page.getByRole("status").innerText()).replaceAll(email, "");
      };
      const known = await ask(ADMINISTRATOR.email);
      expect(await ask("nobody@narvan.example")).toBe(known);

      const [mail] = await sink.waitFor(ADMINISTRATOR.email);
      expect(sink.to("nobody@narvan.example")).toEqual([]);
      const link = linkIn(mail!, "/enter/");
      await page.goto(link);
      await page.locator("main form button").click();
      await expect(page).not.toHaveURL(/enter/);
      const other = await browser.newPage();
      expect((await other.goto(link))?.status()).toBe(410);
      await other.close();
    });
  });
}
