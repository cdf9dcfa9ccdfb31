// Bringing in a list through its pages: file, preview, confirmation.
import { expect, type Page } from "@playwright/test";

import { expectAccessible } from "./accessibility.ts";

/** Sends a file, reads the preview, confirms. */
export async function importFile(page: Page, address: string, file: Buffer): Promise<void> {
  await page.goto(address);
  await expectAccessible(page);
  await page.locator("[name=file]").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: file });
  await page.locator("main form button.main-act").click();
  await expect(page).toHaveURL(/import\/[0-9a-f-]{36}$/);
  await expectAccessible(page);
  await page.locator("main form button.main-act").click();
  await expect(page).not.toHaveURL(/import\/[0-9a-f-]{36}$/);
}
