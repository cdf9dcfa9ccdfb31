// What tests are given: an empty server and the demo company, each shared by the tests of a worker, and a complaint
// whenever a page logs an error, breaks its content security policy or asks another host for anything.
import { test as base, expect, type BrowserContext } from "@playwright/test";

import { type Demo, startDemo } from "./demo.ts";
import { Server } from "./server.ts";

export type Language = "fa" | "en";
export const LANGUAGES: readonly Language[] = ["fa", "en"];
/** What a browser of somebody who reads that language asks for: `test.use(BROWSER[language])`. */
export const BROWSER = { fa: { locale: "fa-IR" }, en: { locale: "en-GB" } } as const;
/** A phone's width, at which everything must work. */
export const PHONE = { width: 390, height: 844 };

type Shared = { empty: Server; demo: Demo };
type Own = { watched: void };

export const test = base.extend<Own, Shared>({
  empty: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  demo: [
    async ({}, use) => {
      const demo = await startDemo();
      await use(demo);
      await demo.server.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  watched: [
    async ({ context }, use) => {
      const complaints = watch(context);
      await use();
      expect(complaints, "what the browser complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Collects what the browser complains about on all pages of a context. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("weberror", (error) => complaints.push(String(error.error())));
  context.on("console", (message) => {
    // A page that is meant to answer 4xx is logged as an error too; tests look at the status themselves.
    const status = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !status) complaints.push(message.text());
  });
  context.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") complaints.push(`asked ${hostname}`);
  });
  return complaints;
}
