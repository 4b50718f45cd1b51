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
  actions: '[data-part="actions"]',
  household: '[data-jump="care"]',
  dissents: '[data-jump="dissents"]',
};

const controls =
  'select, input:not([type=hidden]), [role=textbox], [role=radio][tabindex="0"], textarea, button, a[href]';

const inAction: Readonly<Record<string, string>> = {
  owner: 'select',
  dueDate: 'input[type=date]',
  words: 'button',
};

/** Gives the keyboard to the control that settles what stands at this path, and shows it. */
export function jumpTo(path: string): void {
  const target = targetOf(path);
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

function targetOf(path: string): HTMLElement | null {
  const [root = '', id = '', field = ''] = path.split('.');
  const card = cardOf(root, id);
  const wanted = card ? (inAction[field] ?? controls) : controls;
  const place =
    card ?? document.querySelector<HTMLElement>(places[root] ?? `[data-field="${root}"]`);
  return place?.querySelector<HTMLElement>(wanted) ?? place;
}

function cardOf(root: string, id: string): HTMLElement | undefined {
  const name = id === '' ? undefined : { actions: 'action', conditions: 'condition' }[root];
  if (name === undefined) return undefined;
  const cards = document.querySelectorAll<HTMLElement>(`[data-${name}]`);
  return [...cards].find((card) => card.dataset[name] === id);
}
