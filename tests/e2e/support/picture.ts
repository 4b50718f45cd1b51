import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('../../../screenshots/', import.meta.url));
const heightPx = 900;

/** How a screen looks, and that it fits the wide and the narrow width. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const wide = await pictureOf(page, name, 1440);
  const narrow = await pictureOf(page, name, 360);
  expect([wide, narrow]).toEqual([1440, 360]);
  await page.setViewportSize({ width: 1280, height: 720 });
}

/**
 * Shows a page at a width, and keeps a picture of it in `screenshots` when `PICTURES` is set.
 *
 * @returns how wide its content is, in CSS pixels
 */
async function pictureOf(page: Page, name: string, width: number): Promise<number> {
  await page.setViewportSize({ width, height: heightPx });
  if (process.env['PICTURES'] !== undefined) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  return page.evaluate<number>('document.documentElement.scrollWidth');
}
