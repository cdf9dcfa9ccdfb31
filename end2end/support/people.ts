// Coming in: the first set-up, and signing in and out. Fields are found by their names, which are the same in both languages.
import { expect, type Page } from "@playwright/test";

import type { Server } from "./server.ts";

export type Credentials = { email: string; password: string };

/** Who sets up a server in tests. */
export const ADMINISTRATOR: Credentials = { email: "admin@narvan.example", password: "a-long-enough-phrase-7" };

/** The one-time link that a new server prints. */
export function setUpLink(server: Server): string {
  const link = /https?:\/\/\S+\/set-up\/[\w-]+/.exec(server.log)?.[0];
  if (!link) throw new Error(`the server printed no set-up link:\n${server.log}`);
  return link;
}

/** Makes an organisation on a new server; the page is then signed in as its administrator. */
export async function setUp(page: Page, server: Server, who = ADMINISTRATOR): Promise<void> {
  await page.goto(setUpLink(server));
  await page.locator("[name=name_fa]").fill("نارون");
  await page.locator("[name=name_en]").fill("Narvan");
  await page.locator("[name=person]").fill("مریم توکلی");
  await page.locator("[name=email]").fill(who.email);
  await page.locator("[name=password]").fill(who.password);
  await page.locator("main form button.main-act").click();
  await expect(page).not.toHaveURL(/set-up/);
}

/** Signs in with a password. */
export async function signIn(page: Page, server: Server, who: Credentials): Promise<void> {
  await page.goto(`${server.url}/sign-in`);
  await page.locator("[name=email]").fill(who.email);
  await page.locator("[name=password]").fill(who.password);
  await page.locator("main form button.main-act").click();
}

/** Changes the language of whoever is signed in; it is kept with the person. */
export async function speak(page: Page, language: string): Promise<void> {
  const html = page.locator("html");
  if ((await html.getAttribute("lang")) === language) return;
  await page.locator("form[action='/language'] button").first().click();
  await expect(html).toHaveAttribute("lang", language);
}
