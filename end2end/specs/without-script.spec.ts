// Without JavaScript nothing of the main job is lost: signing in, launching, answering, and correcting a wrong entry.
import { answer } from "../support/answering.ts";
import { expect, test } from "../support/fixtures.ts";
import { linkIn } from "../support/mail.ts";
import { ADMINISTRATOR, setUp, signIn } from "../support/people.ts";
import { Server } from "../support/server.ts";
import { SmtpSink } from "../support/smtp.ts";

test.use({ javaScriptEnabled: false });

test("sign in, launch and answer without a script", async ({ page }) => {
  test.setTimeout(120_000);
  const sink = await SmtpSink.start();
  const server = await Server.start({ smtp: sink.url });
  try {
    await setUp(page, server);
    await page.context().clearCookies();
    await signIn(page, server, ADMINISTRATOR);
    await expect(page).not.toHaveURL(/sign-in/);

    await page.goto(`${server.url}/surveys/new/assessment`);
    await page.locator("[name=unit]").first().check();
    await page.locator("[name=closes_on]").fill("۱۴۰۵/۱۳/۴۰");
    await page.locator("main form button.main-act").click();
    await expect(page.locator("[name=closes_on]")).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("[name=closes_on]")).toHaveValue("۱۴۰۵/۱۳/۴۰");
    await expect(page.locator("[name=unit]").first()).toBeChecked();
    await page.locator("[name=closes_on]").fill(inDays(20));
    await page.locator("main form button.main-act").click();
    await page.locator("button[name=act][value=launch]").click();
    await expect(page).toHaveURL(/done=launched/);

    const [mail] = await sink.waitFor(ADMINISTRATOR.email);
    await page.context().clearCookies();
    await answer(page, linkIn(mail!, "/r/"), 1);
  } finally {
    await server.stop();
    await sink.stop();
  }
});

/** A day from now, as `2026-11-21`. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
