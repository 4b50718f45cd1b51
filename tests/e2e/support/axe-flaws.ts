import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 on level AA, and all that came before it. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Only the details of what is wrong: those of all that is right take most of the time. */
const options = { runOnly: { type: 'tag', values: wcag }, resultTypes: ['violations'] };

const look = `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`;

/**
 * What axe finds on the whole page as it stands, in words; nothing when all is well. A page is given axe once, and
 * keeps it until it is left.
 *
 * @throws {Error} when the page holds other pages, into which axe would not look
 */
export async function axeFlawsOf(page: Page): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error('axe does not look into the frames of a page');
  const isThere = await page.evaluate<boolean>(`typeof axe !== 'undefined'`);
  if (!isThere) await page.evaluate(axe.source);
  const violations = await page.evaluate<AxeResults['violations']>(look);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map(({ message }) => message).join(' ')}`),
  );
}
