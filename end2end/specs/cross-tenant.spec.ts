// Two organisations on one server: what belongs to one is, for the other, as if it did not exist.
import type { APIRequestContext } from "@playwright/test";

import { expect, test } from "../support/fixtures.ts";
import { setUp, signIn } from "../support/people.ts";
import { Server } from "../support/server.ts";

const NEIGHBOUR = { email: "admin@neighbour.example", password: "another-long-phrase-9" };
const NOBODY = "6f2f8a3e-0c4d-4d6e-9d7a-3b1f5a2c9e10";

test("the other's survey, people and links are not found, and nothing of them changes", async ({ browser }) => {
  test.setTimeout(120_000);
  const server = await Server.start({ environment: { AYENEH_ADMIN_PASSWORD: NEIGHBOUR.password } });
  const [own, other] = [await browser.newContext(), await browser.newContext()];
  try {
    const page = await own.newPage();
    await setUp(page, server);
    await page.goto(`${server.url}/surveys/new/assessment`);
    await page.locator("[name=unit]").first().check();
    const unit = await page.locator("[name=unit]").first().getAttribute("value");
    await page.locator("main form button.main-act").click();
    const survey = new URL(page.url()).pathname.split("/").at(-1)!;

    const names = ["--name-fa", "همسایه", "--name-en", "Neighbour", "--person", "Neighbour"];
    await server.command("admin", "create", ...names, "--email", NEIGHBOUR.email, "--locale", "en");
    const stranger = await other.newPage();
    await signIn(stranger, server, NEIGHBOUR);
    await expect(stranger).not.toHaveURL(/sign-in/);

    const paths = [`/surveys/${survey}`, `/surveys/${survey}/links`, `/surveys/${survey}/raters`, `/results/${survey}`];
    for (const path of paths) {
      const theirs = await look(other.request, server.url + path);
      expect(theirs, path).toEqual(await look(other.request, server.url + path.replace(survey, NOBODY)));
      expect(theirs.status, path).toBe(404);
    }

    // As a browser would say where the form stood; without that nothing is looked at.
    const headers = { origin: server.url };
    const unsaid = await other.request.post(`${server.url}/surveys/${survey}`, { form: { act: "launch" } });
    expect(unsaid.status()).toBe(403);
    const launched = await other.request.post(`${server.url}/surveys/${survey}`, { form: { act: "launch" }, headers });
    expect(launched.status()).toBe(404);
    // A foreign unit in a form of one's own is refused, not taken.
    const form = { title_fa: "ما", title_en: "Ours", period: "2026-11", closes_on: "2026-12-01", unit: unit! };
    const made = await other.request.post(`${server.url}/surveys/new/wave`, { form, headers, maxRedirects: 0 });
    expect(made.status()).toBe(422);

    await page.reload();
    await expect(page.locator("button[name=act][value=launch]")).toBeVisible();
  } finally {
    await own.close();
    await other.close();
    await server.stop();
  }
});

/** What an outsider can tell two answers apart by; identifiers in them are theirs already. */
async function look(request: APIRequestContext, address: string): Promise<{ status: number; body: string }> {
  const response = await request.get(address);
  const body = (await response.text()).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*");
  return { status: response.status(), body };
}
