// One's own account, and keeping other people's: by mouse and keyboard, on a desk and on a phone, in each language.
import { expectAccessible } from "../support/accessibility.ts";
import { BROWSER, expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";
import { linkIn } from "../support/mail.ts";
import { ADMINISTRATOR, setUp, signIn } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test.use(BROWSER[language]);
    test.describe.configure({ mode: "serial" });
    let sink: SmtpSink;
    let server: Server;

    test.beforeAll(async ({ browser }) => {
      sink = await SmtpSink.start();
      server = await Server.start({ smtp: sink.url });
      const page = await (await browser.newContext(BROWSER[language])).newPage();
      await setUp(page, server);
      await page.context().close();
    });
    test.afterAll(async () => {
      await server?.stop();
      await sink?.stop();
    });

    test("the account is reached from the bar and changes the password", async ({ page, browser }) => {
      await signIn(page, server, ADMINISTRATOR);
      await page.locator(".bar a.me").focus();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/\/me$/);
      await expectAccessible(page);
      await page.setViewportSize(PHONE);
      await page.goto(server.url);
      await page.locator(".bar a.me").click();
      await expect(page).toHaveURL(/\/me$/);
      await expectAccessible(page);

      const elsewhere = await (await browser.newContext(BROWSER[language])).newPage();
      await signIn(elsewhere, server, ADMINISTRATOR);
      await expect(elsewhere).not.toHaveURL(/sign-in/);
      const choose = async (current: string, next: string) => {
        await page.locator("[name=current]").fill(current);
        await page.locator("[name=password]").fill(next);
        await page.keyboard.press("Enter");
      };
      await choose("not this one", "another-phrase-8");
      await expect(page.locator("[name=current]")).toHaveAttribute("aria-invalid", "true");
      await expectAccessible(page);
      await choose(ADMINISTRATOR.password, "another-phrase-8");
      await expect(page.getByRole("status")).toBeVisible();
      await elsewhere.goto(`${server.url}/me`);
      await expect(elsewhere).toHaveURL(/sign-in/);

      await signIn(elsewhere, server, { ...ADMINISTRATOR, password: "another-phrase-8" });
      await page.goto(`${server.url}/me`);
      await page.locator("form[action='/me/sessions'] button").click();
      await expect(page.locator("form[action='/me/sessions']")).toHaveCount(0);
      await elsewhere.goto(`${server.url}/me`);
      await expect(elsewhere).toHaveURL(/sign-in/);
      await elsewhere.context().close();
    });

    test("language and theme are chosen on the account's page", async ({ page }) => {
      await signIn(page, server, { ...ADMINISTRATOR, password: "another-phrase-8" });
      await page.goto(`${server.url}/me`);
      const other = language === "fa" ? "en" : "fa";
      await page.locator("select[name=theme]").selectOption("dark");
      await page.locator("select[name=locale]").selectOption(other);
      await page.locator("form[action='/me'] button").click();
      await expect(page.locator("html")).toHaveAttribute("lang", other);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.locator("select[name=theme]").selectOption("auto");
      await page.locator("select[name=locale]").selectOption(language);
      await page.locator("form[action='/me'] button").click();
      await expect(page.locator("html")).toHaveAttribute("lang", language);
    });

    test("a forgotten password is replaced by way of a mail", async ({ page }) => {
      await page.goto(`${server.url}/sign-in`);
      await page.locator("[name=email]").fill(ADMINISTRATOR.email);
      await page.locator("[formaction='/sign-in/password']").click();
      await expect(page.getByRole("status")).toBeVisible();
      await expectAccessible(page);
      const [mail] = await sink.waitFor(ADMINISTRATOR.email);
      const link = linkIn(mail!, "/enter/");
      await page.goto(link);
      await expectAccessible(page);
      await page.locator("[name=password]").fill(ADMINISTRATOR.password);
      await page.keyboard.press("Enter");
      await expect(page).not.toHaveURL(/enter/);
      await page.context().clearCookies();
      expect((await page.goto(link))?.status()).toBe(410);
      await expectAccessible(page);
      expect((await page.goto(`${server.url}/enter/not-one-of-ours`))?.status()).toBe(404);
      await expect(page.locator("form[action='/sign-in/link'] [name=email]")).toBeVisible();
      await expectAccessible(page);
    });

    test("a person is added, changed, gone and back", async ({ page }) => {
      await page.setViewportSize(PHONE);
      await signIn(page, server, ADMINISTRATOR);
      await page.goto(`${server.url}/people`);
      await page.locator("a[href='/people/new']").click();
      await expectAccessible(page);
      await page.locator("main form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await page.locator("[name=code]").fill("۷۷");
      await page.locator("[name=name]").fill("سارا راد");
      await page.locator("[name=email]").fill("سارا@narvan.example");
      await page.locator("[name=unit]").selectOption({ index: 1 });
      await page.locator("main form button.main-act").click();
      await expect(page.locator("[name=email]")).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("[name=email]")).toBeFocused();
      await expect(page.locator("[name=name]")).toHaveValue("سارا راد");
      await expectAccessible(page);
      await page.locator("[name=email]").fill("sara@narvan.example");
      await page.locator("main form button.main-act").click();
      await expect(page.getByRole("status")).toBeVisible();
      await expectAccessible(page);

      await page.locator("a[href$='/edit']").click();
      await expectAccessible(page);
      await page.locator("[name=level]").selectOption("manager");
      await page.locator("main form button.main-act").click();
      await expect(page.getByRole("status")).toBeVisible();

      await page.locator("a[href$='/leave']").click();
      await expect(page.locator(".will li")).not.toHaveCount(0);
      await expectAccessible(page);
      await page.locator("main form button.danger").click();
      await expect(page.locator("form[action$='/return']")).toBeVisible();
      await expectAccessible(page);
      await page.locator("form[action$='/return'] button").click();
      await expect(page.locator("a[href$='/leave']")).toBeVisible();
    });

    test("a token is made, shown once and revoked", async ({ page, request }) => {
      await signIn(page, server, ADMINISTRATOR);
      await page.goto(`${server.url}/tokens`);
      await expectAccessible(page);
      await page.locator("[name=name]").fill("nightly import");
      await page.locator("[name=scopes][value=people_view]").check();
      await page.locator("main form button.main-act").click();
      const token = await page.locator("code.secret").innerText();
      await expectAccessible(page);
      const ask = () => request.get(`${server.url}/api/v1/people`, { headers: { authorization: `Bearer ${token}` } });
      expect((await ask()).status()).toBe(200);
      await page.goto(`${server.url}/tokens`);
      await expect(page.locator("main")).not.toContainText(token);
      await page.setViewportSize(PHONE);
      await expectAccessible(page);
      await page.locator("form[action$='/revoke'] button").click();
      await expect(page.getByRole("status")).toBeVisible();
      expect((await ask()).status()).toBe(401);
    });
  });
}
