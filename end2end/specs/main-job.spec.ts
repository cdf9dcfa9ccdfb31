// The main job, end to end, in each language: import, launch, mail, answer on a phone, close, results, scorecard.
import { expectAccessible } from "../support/accessibility.ts";
import { answer, answerByApi } from "../support/answering.ts";
import { CONTACTS, contactsFile, STAFF, staffFile } from "../support/company.ts";
import { BROWSER, expect, LANGUAGES, PHONE, test } from "../support/fixtures.ts";
import { importFile } from "../support/importing.ts";
import { linkIn } from "../support/mail.ts";
import { setUp } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

/** A customer whose mail server knows no such person. */
const REFUSED = CONTACTS.at(-1)!.email;

for (const language of LANGUAGES) {
  test(`from a staff list to the scorecard, in ${language}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const sink = await SmtpSink.start();
    sink.refuse(REFUSED, "550 5.1.1 no such user");
    const server = await Server.start({ smtp: sink.url });
    const office = await browser.newContext(BROWSER[language]);
    const page = await office.newPage();
    try {
      await test.step("set up and import", async () => {
        await setUp(page, server);
        await importFile(page, `${server.url}/people/import`, staffFile(language));
        await importFile(page, `${server.url}/customers/import`, contactsFile(language));
      });

      const survey = await test.step("launch a wave among both sides", async () => {
        await page.goto(`${server.url}/surveys/new/wave`);
        await expectAccessible(page);
        await page.locator("[name=unit]").first().check();
        await page.locator("main form button.main-act").click();
        await expect(page).toHaveURL(/\/surveys\/[0-9a-f-]{36}$/);
        await expectAccessible(page);
        const address = page.url();
        await page.locator("button[name=act][value=launch]").click();
        await expect(page).toHaveURL(/done=launched/);
        return address;
      });

      const links = await test.step("everybody has mail but the one who is refused", async () => {
        const addresses = [...STAFF, ...CONTACTS].map(({ email }) => email).filter((email) => email !== REFUSED);
        const mails = await Promise.all(addresses.map((address) => sink.waitFor(address, 1, 60_000)));
        const [first] = mails[0]!;
        expect(first!.subject).toMatch(language === "fa" ? /[آ-ی]/ : /[a-z]/);
        if (language === "fa") expect(first!.html).toContain('dir="rtl"');
        expect(sink.to(REFUSED)).toEqual([]);
        await expect(async () => {
          await page.goto(survey);
          await expect(page.locator("main")).toContainText(REFUSED, { timeout: 1_000 });
        }).toPass({ timeout: 30_000 });
        await expectAccessible(page);
        return mails.map(([mail]) => linkIn(mail!, "/r/"));
      });

      await test.step("answer on a phone, once", async () => {
        const phone = await browser.newContext({ ...BROWSER[language], viewport: PHONE });
        const answering = await phone.newPage();
        const receipt = await answer(answering, links[0]!, 4, true);
        expect(receipt).toMatch(/^[0-9a-f-]{39}$/);
        expect((await answering.goto(links[0]!))?.status()).toBe(410);
        await expectAccessible(answering);
        await answer(answering, links[STAFF.length]!, 2);
        await phone.close();
        for (const [n, link] of links.entries()) {
          if (n === 0 || n === STAFF.length) continue;
          await answerByApi(page.request, link, n < STAFF.length ? 3 + (n % 3) : 1 + (n % 4));
        }
      });

      await test.step("close, and read the results", async () => {
        await page.goto(survey);
        await page.locator("[popovertarget=close-now], [commandfor=close-now]").first().click();
        await page.locator("#close-now button[name=act][value=close]").click();
        const results = page.locator(`a[href^="/results/"]`).first();
        await expect(async () => {
          await page.goto(survey);
          await expect(results).toBeVisible({ timeout: 1_000 });
        }).toPass({ timeout: 30_000 });
        await results.click();
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
        await page.setViewportSize(PHONE);
        await expectAccessible(page);
      });

      await test.step("read the scorecard", async () => {
        await page.goto(`${server.url}/scorecard`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    } finally {
      await office.close();
      await server.stop();
      await sink.stop();
    }
  });
}
