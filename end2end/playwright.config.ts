// Playwright with the system's own Chromium. `cargo xtask test` and `cargo xtask e2e` name the browser, the binary and the
// folder for what a failing test leaves behind; nothing is written into the checkout.
import { defineConfig } from "@playwright/test";

const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: "specs",
  outputDir: process.env.AYENEH_TEST_OUTPUT ?? "/tmp/ayeneh-end2end",
  reporter: [["list"]],
  fullyParallel: false,
  workers: 2,
  // A test that passes at the second try is a wrong test or a wrong program.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // A machine that also compiles is slow, not wrong.
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    locale: "fa-IR",
    timezoneId: "Asia/Tehran",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        // Chromium's sandbox refuses to run as root, which is how containers run it.
        ...(root ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
