/** Where in the sheet the field stands that a blocker names, by the first word of its path. */
const places: Readonly<Record<string, string>> = {
  safeNow: '[data-part="safety"]',
  owner: '[data-jump="owner"]',
  priority: '[data-jump="priority"]',
  visitThisWeek: '[data-jump="visitThisWeek"]',
  riskFactors: '[data-jump="riskFactors"]',
  violenceProfile: '[data-jump="violenceProfile"]',
  decisionKind: '[data-jump="decisionKind"]',
  decision: '[data-jump="decisionKind"]',
  decisionText: '[data-field="decisionText"]',
  conditions: '[data-part="conditions"]',
  household: '[data-jump="care"]',
  actions: '[data-part="actions"]',
  dissents: '[data-jump="dissents"]',
};

const texts: readonly string[] = ['facts', 'worries', 'strengths', 'childVoice'];

const controls =
  'select, input:not([type=hidden]), [role=textbox], [role=radio][tabindex="0"], textarea, button, a[href]';

const inAction: Readonly<Record<string, string>> = {
  owner: 'select',
  dueDate: 'input[type=date]',
  words: 'button',
};

/** Whether a path names a field of the sheet; the sections that a page links to are none. */
export function isFieldPath(path: string): boolean {
  const [root = ''] = path.split('.');
  return Object.hasOwn(places, root) || texts.includes(root);
}

/** Gives the keyboard to the control that settles what stands at this path, and shows it. */
export function jumpTo(path: string): void {
  const target = targetOf(path);
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

/**
 * Jumps there as soon as the control is on the page: the sheet and its editors come after it. Whoever presses or
 * clicks something meanwhile has gone on, and stays where they are. The answer gives up.
 */
export function jumpOnArrival(path: string): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = (): void => {
    stopping.abort();
  };
  const look = (): void => {
    const target = targetOf(path);
    if (signal.aborted || target === null || target.tabIndex < 0) return;
    jumpTo(path);
    // An editor that is still being put in place is not shown yet and takes no keyboard.
    if (document.activeElement === target) stop();
  };
  const observer = new MutationObserver(look);
  signal.addEventListener('abort', () => {
    observer.disconnect();
  });
  for (const moved of ['keydown', 'pointerdown']) addEventListener(moved, stop, { signal });
  observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  look();
  return stop;
}

function targetOf(path: string): HTMLElement | null {
  const [root = '', id = '', field = ''] = path.split('.');
  if (path === 'actions') return document.getElementById('new-action');
  return inCard(root, id, inAction[field] ?? controls) ?? inPlace(root);
}

/** In a text the keyboard belongs to the words, not to the buttons beside its name. */
function isText(root: string): boolean {
  return root === 'decisionText' || texts.includes(root);
}

function inPlace(root: string): HTMLElement | null {
  const place = document.querySelector<HTMLElement>(places[root] ?? `[data-field="${root}"]`);
  const wanted = isText(root) ? '[role=textbox]' : controls;
  return place?.querySelector<HTMLElement>(wanted) ?? place;
}

const cards: Readonly<Record<string, string>> = {
  actions: 'action',
  conditions: 'condition',
  household: 'member',
  dissents: 'dissent',
};

function inCard(root: string, id: string, wanted: string): HTMLElement | null {
  const name = id === '' ? undefined : cards[root];
  if (name === undefined) return null;
  const all = [...document.querySelectorAll<HTMLElement>(`[data-${name}]`)];
  return all.find((card) => card.dataset[name] === id)?.querySelector<HTMLElement>(wanted) ?? null;
}
