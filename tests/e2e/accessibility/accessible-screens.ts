import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/open-browser.ts';
import type { Screen } from '../support/screens.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { allScreensOf } from './all-screens.ts';
import { everyView, type View, viewsOfTurn } from './views.ts';
import { Walk } from './walk.ts';

/** Some 125 looks: a minute on a quiet machine, many more on a busy one. */
const patienceMs = 30 * 60_000;

/** Of the screens of the walk, in their order, those with an even number or those with an odd one. */
export type Share = 'even' | 'odd';

const remainders: Readonly<Record<Share, number>> = { even: 0, odd: 1 };

interface Seen {
  readonly walk: Walk;
  /** Every screen of the walk, those of the other share too. */
  readonly screens: readonly Screen[];
}

/** Looks at this share of all screens. The other half is looked at meanwhile, by another file of tests. */
export function checkScreens(share: Share): void {
  let browser: Browser;
  let server: RunningServer;
  let walk: Walk;
  const screens: Screen[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer()]);
    walk = new Walk(browser, server.address);
    for await (const screen of allScreensOf(server.address)) {
      const turn = screens.push(screen) - 1;
      if (turn % 2 === remainders[share]) await walk.look(screen, viewsOfTurn(turn));
    }
  }, patienceMs);

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  describe(`every ${share} screen and its states`, () => {
    checkFlaws(() => walk);
  });
  describe(`the walk along the ${share} screens`, () => {
    checkWalk(() => ({ walk, screens }));
  });
}

function checkFlaws(seen: () => Walk): void {
  const flaws = (...kinds: readonly string[]) =>
    seen().flaws.filter(({ kind }) => kinds.includes(kind));

  it('AX1 have nothing for axe to find', () => {
    expect(flaws('axe')).toEqual([]);
  });

  it('AX2 do not scroll sideways, at 320 px and at 400% neither', () => {
    expect(flaws('sideways', 'zoomed')).toEqual([]);
  });

  it('AX3 have controls that are 44 px high', () => {
    expect(flaws('target')).toEqual([]);
  });

  it('AX4 are in the language of the reader, and say so', () => {
    expect(flaws('language')).toEqual([]);
  });

  it('AX5 have one main part, one h1, headings in order, and a name for every control', () => {
    expect(flaws('outline')).toEqual([]);
  });

  it('AX6 complain about nothing and ask nobody else for anything', () => {
    expect(flaws('console', 'elsewhere')).toEqual([]);
  });
}

function checkWalk(seen: () => Seen): void {
  it('AX7 comes by every page that there is', () => {
    // The sheet of samples and who has no place have a walk of their own: building-blocks.spec.ts, no-place.spec.ts.
    const elsewhere = /^onderdelen|geen-plek/;
    const pages = readdirSync(new URL('../../../apps/web/src/routes', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    }).filter((file) => file.endsWith('+page.svelte') && !elsewhere.test(file));
    const paths = seen().screens.map(({ path }) => path.split('?')[0]);
    const unseen = pages.filter((page) => !paths.some((path) => addressOf(page).test(path ?? '')));
    expect(pages.length).toBeGreaterThan(15);
    expect(unseen).toEqual([]);
  });

  it('AX7 shows every screen in each colour, language and width, and each two of them somewhere', () => {
    const { walk } = seen();
    const looks = Map.groupBy(walk.looks, ({ screen }) => screen);
    for (const [screen, seen] of looks)
      expect({ screen, values: valuesIn(seen.map(({ view }) => view)) }).toEqual({
        screen,
        values: valuesIn(everyView),
      });
    expect(pairsIn(walk.looks.map(({ view }) => view))).toEqual(pairsIn(everyView));
  });
}

/** Addresses of the page in this file; groups do not stand in the address. */
function addressOf(file: string): RegExp {
  const parts = file.split('/').slice(0, -1);
  const inAddress = parts.filter((part) => !part.startsWith('('));
  const pattern = inAddress.map((part) => (part.startsWith('[') ? '/[^/]+' : `/${part}`)).join('');
  return new RegExp(`^${pattern === '' ? '/' : pattern}$`);
}

function valuesIn(views: readonly View[]): readonly string[] {
  return sorted(views.flatMap((view) => Object.values(view).map(String)));
}

function pairsIn(views: readonly View[]): readonly string[] {
  return sorted(
    views.flatMap(({ colours, language, widthPx }) => [
      `${colours} ${language}`,
      `${colours} ${widthPx}`,
      `${language} ${widthPx}`,
    ]),
  );
}

function sorted(all: readonly string[]): readonly string[] {
  return [...new Set(all)].toSorted();
}
