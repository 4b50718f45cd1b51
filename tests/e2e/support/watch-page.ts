import type { Page } from 'playwright-core';

/** What a page did that it should not do. */
export interface Misdeeds {
  /** Errors and warnings on the console: broken code, refused by the content security policy. */
  readonly complaints: string[];
  /** Addresses outside the server that the page asked for. */
  readonly strangers: string[];
}

/**
 * Writes down what a page does wrong, from now on.
 *
 * @param address where the server is; everything else is a stranger
 */
export function watchPage(page: Page, address: string): Misdeeds {
  const misdeeds: Misdeeds = { complaints: [], strangers: [] };
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint) misdeeds.complaints.push(message.text());
  });
  page.on('pageerror', (error) => misdeeds.complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(`${address}/`) || url.startsWith('data:');
    if (!isOwn) misdeeds.strangers.push(url);
  });
  return misdeeds;
}
