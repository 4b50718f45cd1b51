import { pageMark } from '@overlegtafel/protocol';

/** The mark of this page, in the browser; empty when it was made for nobody. `app.html` sends it with every call. */
function ownMark(): string {
  return document.documentElement.dataset['page'] ?? '';
}

/** What a live connection says beside its address: for whom the page was made. */
export function ownAuth(): Readonly<Record<string, string>> {
  const mark = ownMark();
  return mark === '' ? {} : { [pageMark.query]: mark };
}

/** Told when a call came back as that of somebody else's page (`app.html`). */
export const otherPersonEvent = 'overlegtafel:other-person';
/** Told when the person of this page is signed in again: what waited in `app.html` goes on. */
export const ownPersonEvent = 'overlegtafel:own-person';

/** Covers what stands on the page, or shows it again. Nothing of it goes: what was typed stays where it is. */
export function coverPage(isCovered: boolean): void {
  document.documentElement.toggleAttribute('data-covered', isCovered);
}

/** Says that this page holds something of its person, and tells that person how the session stands. */
export function claimPage(isOfPerson: boolean): void {
  document.documentElement.toggleAttribute('data-person', isOfPerson);
}

/** Whether the page is covered: because of what a call was told, or because it came back from a browser's memory. */
export function isPageCovered(): boolean {
  return document.documentElement.hasAttribute('data-covered');
}
