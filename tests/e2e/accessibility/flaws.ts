import type { Page } from 'playwright-core';
import { axeFlawsOf } from '../support/axe-flaws.ts';
import { dutchMessagesIn } from './messages.ts';
import type { View } from './views.ts';

/** What can be wrong with a screen. */
type FlawKind =
  'axe' | 'target' | 'sideways' | 'zoomed' | 'language' | 'outline' | 'console' | 'elsewhere';

/** Something wrong with a screen, in words that lead to it. */
export interface Flaw {
  readonly kind: FlawKind;
  readonly words: string;
}

const smallestTargetPx = 44;

/** What a window of 1280 by 1024 px shows at 400% (WCAG 1.4.10). */
const zoomedIn = { width: 320, height: 256 };

/** Controls that can be seen and are lower than a finger needs. A link in a sentence is as high as the sentence. */
const smallTargets = `
  [...document.querySelectorAll('a[href]:not(.nl-skip-link), button, select, input, summary, textarea, [role=textbox], [role=radio], [role=menuitem]')]
    .filter((control) => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((control) => control.closest('.visually-hidden') === null)
    .flatMap((control) => {
      const isMark = ['checkbox', 'radio', 'file'].includes(control.type);
      const target = isMark ? (control.closest('label') ?? control) : control;
      const isInSentence = target.matches('a') && getComputedStyle(target).display === 'inline';
      const { height } = target.getBoundingClientRect();
      if (isInSentence || height > ${smallestTargetPx} - 0.5) return [];
      return [height + ' px high: ' + control.outerHTML.slice(0, 160)];
    })`;

/** Everything that can be read on the page, or is read out. */
const readableTexts = `(() => {
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    const isLeftOut = parentElement.closest('script, style, [lang=nl]:not(html)') !== null;
    if (!isLeftOut && parentElement.checkVisibility()) texts.push(data);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description'])
    for (const element of document.querySelectorAll('[' + name + ']')) texts.push(element.getAttribute(name));
  return texts.map((text) => text.replaceAll(/\\s+/g, ' ').trim()).filter((text) => text !== '');
})()`;

/** What reaches out of the window at its end, when the page scrolls sideways. */
const sideways = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
  );
  return out.slice(-2).map((element) => scrollWidth + ' px wide: ' + element.outerHTML.slice(0, 160));
})()`;

/** What keeps people who listen from finding their way: landmarks, headings, names. */
const outline = `(() => {
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  const flaws = [];
  if (shown('main').length !== 1) flaws.push(shown('main').length + ' times main');
  if (shown('h1').length !== 1) flaws.push(shown('h1').length + ' times h1');
  let above = 1;
  for (const heading of shown('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1]);
    if (heading.textContent.trim() === '') flaws.push('an empty heading');
    if (level > above + 1) flaws.push('h' + level + ' under h' + above + ': ' + heading.textContent);
    above = level;
  }
  for (const role of ['status', 'alert'])
    if (document.querySelector('[role=' + role + '][data-announced]') === null) flaws.push('no region for ' + role);
  const navigations = shown('nav').map((nav) => nav.ariaLabel ?? nav.getAttribute('aria-labelledby') ?? '');
  if (new Set(navigations).size !== navigations.length) flaws.push('two navigations of one name');
  return flaws;
})()`;

/** A control without a name, as a screen reader meets it: in the tree, nothing stands between its role and its state. */
const nameless =
  /^\s*- (button|link|textbox|combobox|checkbox|radio|menuitem|searchbox|spinbutton|radiogroup|dialog|tab)(?=:|$| \[)/;

/** What is wrong with a page as it stands. Nothing when all is well. */
export async function flawsOf(page: Page, view: View): Promise<readonly Flaw[]> {
  return [
    ...of('axe', await axeFlawsOf(page)),
    ...of('target', await page.evaluate<string[]>(smallTargets)),
    ...of('sideways', await page.evaluate<string[]>(sideways)),
    ...of('language', await languageFlaws(page, view)),
    ...of('outline', await outlineFlaws(page)),
    ...(view.widthPx === zoomedIn.width ? of('zoomed', await zoomedFlaws(page)) : []),
  ];
}

export function of(kind: Flaw['kind'], all: readonly string[]): readonly Flaw[] {
  return all.map((words) => ({ kind, words }));
}

async function languageFlaws(page: Page, { language }: View): Promise<readonly string[]> {
  const lang = await page.getAttribute('html', 'lang');
  const wrong = lang === language ? [] : [`lang is ${lang ?? 'not there'}`];
  if (language === 'nl') return wrong;
  return [...wrong, ...dutchMessagesIn(await page.evaluate<string[]>(readableTexts))];
}

async function outlineFlaws(page: Page): Promise<readonly string[]> {
  const tree = await page.locator('body').ariaSnapshot();
  const flaws = await page.evaluate<string[]>(outline);
  return [...flaws, ...tree.split('\n').filter((line) => nameless.test(line))];
}

async function zoomedFlaws(page: Page): Promise<readonly string[]> {
  const before = page.viewportSize();
  await page.setViewportSize(zoomedIn);
  const flaws = await page.evaluate<string[]>(sideways);
  if (before !== null) await page.setViewportSize(before);
  return flaws;
}
