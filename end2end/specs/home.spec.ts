// Home and what leads from it: a draft that is finished and changed, what runs, and a mail that is stopped by one press.
import { expectAccessible } from "../support/accessibility.ts";
import { CONTACTS, contactsFile, staffFile } from "../support/company.ts";
import { BROWSER, expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";
import { importFile } from "../support/importing.ts";
import { linkIn } from "../support/mail.ts";
import { setUp } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

for (const language of LANGUAGES) {
  test(`from a draft on the home page to a stopped mail, in ${language}`, async ({ browser }) => {
    test.setTimeout(180_000);
    const sink = await SmtpSink.start();
    const server = await Server.start({ smtp: sink.url });
    const office = await browser.newContext(BROWSER[language]);
    const page = await office.newPage();
    try {
      await setUp(page, server);
      await importFile(page, `${server.url}/people/import`, staffFile(language));
      await importFile(page, `${server.url}/customers/import`, contactsFile(language));

      await test.step("nothing waits yet", async () => {
        await page.goto(`${server.url}/`);
        await expect(page.locator("nav a[aria-current=page]").first()).toHaveAttribute("href", "/");
        await expect(page.locator(".week li")).toHaveCount(7);
        await expectAccessible(page);
      });

      await test.step("a draft waits, and is changed in its own form", async () => {
        await page.goto(`${server.url}/surveys/new/wave`);
        await page.locator("[name=unit]").first().check();
        await page.locator("main form button.main-act").click();
        await page.goto(`${server.url}/`);
        await expect(page.locator("#draft")).toBeVisible();
        await expectAccessible(page);
        await page.locator(".todo a.btn").first().click();
        await page.locator('a[href$="/edit"]').click();
        await expectAccessible(page);
        await expect(page.locator("[name=unit]").first()).toBeChecked();
        await page.locator("[name=title_en]").fill("Late autumn");
        await page.locator("[name=title_fa]").fill("پاییز دیر");
        await page.locator("main form button.main-act").click();
        await expect(page).toHaveURL(/done=changed/);
        await expect(page.locator("main")).toContainText(language === "fa" ? "پاییز دیر" : "Late autumn");
      });

      await test.step("what runs is seen by unit, on a desk and on a phone", async () => {
        await page.locator("button[name=act][value=launch]").click();
        await page.goto(`${server.url}/`);
        await expect(page.locator("ol.shares > li:not(.ax)")).toHaveCount(2);
        await expectAccessible(page);
        await page.setViewportSize(PHONE);
        await expectAccessible(page);
      });

      await test.step("a contact stops the mails, and takes it back", async () => {
        const [mail] = await sink.waitFor(CONTACTS[0]!.email, 1, 60_000);
        const link = linkIn(mail!, "/stop/");
        expect(mail!.source).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
        const outside = await browser.newContext({ ...BROWSER[language], viewport: PHONE });
        const reading = await outside.newPage();
        await reading.goto(link);
        await expectAccessible(reading);
        await reading.locator("button[name=act][value=stop]").click();
        await expect(reading.locator("button[name=act][value=back]")).toBeVisible();
        await expectAccessible(reading);
        await page.goto(`${server.url}/customers?q=${CONTACTS[0]!.code}`);
        await page.locator("table a").first().click();
        const said = language === "fa" ? "خواسته است به او نامه ننویسیم" : "asked not to be written to";
        await expect(page.locator("main")).toContainText(said);
        await reading.locator("button[name=act][value=back]").click();
        await expect(reading.locator("button[name=act][value=stop]")).toBeVisible();
        await page.reload();
        await expect(page.locator("main")).not.toContainText(said);
        await outside.close();
      });
    } finally {
      await office.close();
      await server.stop();
      await sink.stop();
    }
  });
}
