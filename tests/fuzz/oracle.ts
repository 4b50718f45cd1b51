import type {
  Acceptance,
  ActionCard,
  InvolvedId,
  ItemCard,
  Owner,
  PersonId,
  ProvisionalHold,
  Register,
  SafetyConditionCard,
  TableState,
} from '@overlegtafel/domain';

/**
 * The rules of docs/spec/closing-gate.md, said a second time by plain loops and without the gate, so that a mistake
 * in the one is not a mistake in the other. It says what is wrong in its own words; nothing means: may close.
 */
export function oracle(state: TableState, now: number): readonly string[] {
  const wrong: string[] = [];
  for (const item of state.agenda)
    if (!state.items.some((card) => card.id === item)) wrong.push(`${item} not loaded`);
  for (const card of state.items) {
    const complaints = [
      ...aboutDecision(card),
      ...aboutOwner(card, state),
      ...aboutSafety(card),
      ...aboutChildren(card),
      ...card.actions.flatMap((action) => aboutAction(action, state)),
      ...aboutRest(card),
      ...aboutRows(card, now),
    ];
    wrong.push(...complaints.map((complaint) => `${card.id}: ${complaint}`));
  }
  return wrong;
}

const hex = /^[0-9a-f]{64}$/;

function aboutDecision(card: ItemCard): string[] {
  const { decisionKind: kind, confirmation } = card;
  if (kind.kind !== 'VALUE') return ['no decision'];
  const wrong: string[] = [];
  if (confirmation.kind !== 'CONFIRMED') wrong.push('not confirmed');
  else if (confirmation.seen !== card.decisionSeen || !hex.test(confirmation.seen))
    wrong.push('something else was confirmed');
  if (kind.value === 'DEFERRAL') {
    if (card.decisionWords.trim().length === 0) wrong.push('deferred without why');
    const checks = card.actions.filter(
      (action) => action.purpose === 'INTERIM_CHECK' && counts(action.withdrawn),
    );
    if (checks.length === 0) wrong.push('deferred without a check');
  }
  return wrong;
}

function aboutOwner(card: ItemCard, state: TableState): string[] {
  if (card.owner.kind !== 'VALUE') return ['no case owner'];
  const fine = isTaken(card.owner.value, card.ownerAcceptance, card.ownerSeen, {
    hold: card.ownerHold,
    state,
  });
  return fine ? [] : ['nobody took the case'];
}

function isTaken(
  owner: Owner,
  acceptance: Acceptance,
  seen: string,
  { hold, state }: { hold: ProvisionalHold | undefined; state: TableState },
): boolean {
  if (!hex.test(seen)) return false;
  const isYes = acceptance.kind === 'ACCEPTED' && acceptance.seen === seen;
  if (isYes && mayAnswer(owner, acceptance.by, state)) return true;
  if (!hold || hold.seen !== seen || !state.present.includes(hold.holder)) return false;
  return owner.kind === 'ORGANISATION' || mayBeHeld(owner.person, hold.holder, acceptance, state);
}

function mayAnswer(owner: Owner, who: PersonId, { memberships }: TableState): boolean {
  if (owner.kind === 'PERSON') return owner.person === who;
  return memberships.some((m) => m.organisation === owner.organisation && m.person === who);
}

function mayBeHeld(
  owner: PersonId,
  holder: PersonId,
  acceptance: Acceptance,
  state: TableState,
): boolean {
  if (owner === holder) return false;
  const saidNo = acceptance.kind === 'DECLINED' && acceptance.by === owner;
  return saidNo || !state.present.includes(owner);
}

function aboutSafety(card: ItemCard): string[] {
  const wrong: string[] = [];
  const answer = card.safeNow.kind === 'VALUE' ? card.safeNow.value : 'UNKNOWN';
  if (answer === 'UNKNOWN') wrong.push('not known whether it is safe');
  const level = card.agreedLevel?.level ?? 'ACUTE';
  if (level === 'SAFE_ENOUGH' || level === 'MULTI_PROBLEM') return wrong;
  return card.conditions.some(isAgreement) ? wrong : [...wrong, 'nobody calls anybody'];
}

function isAgreement({ words, alarm, withdrawn }: SafetyConditionCard): boolean {
  if (!counts(withdrawn) || words.kind !== 'VALUE' || alarm.kind !== 'VALUE') return false;
  const texts = [words.value, alarm.value.signal, alarm.value.caller, alarm.value.callee];
  return texts.every((text) => /\S/.test(text));
}

function aboutChildren(card: ItemCard): string[] {
  if (card.household.length === 0) return ['nobody lives there'];
  const wrong: string[] = [];
  for (const person of card.household) {
    if (!person.isChild) continue;
    const why = card.nothingForChildren.some(
      ({ child, reason }) => child === person.id && /\S/.test(reason),
    );
    const helped = card.actions.some((action) => helps(action, person.id));
    if (!why && !helped) wrong.push(`nobody for ${person.id}`);
  }
  return wrong;
}

function helps({ purpose, forWhom, withdrawn }: ActionCard, child: InvolvedId): boolean {
  if (purpose !== 'CARE' || !counts(withdrawn) || forWhom.kind !== 'VALUE') return false;
  return forWhom.value.kind === 'PERSONS' && forWhom.value.persons.includes(child);
}

function aboutAction(action: ActionCard, state: TableState): string[] {
  if (action.withdrawn.kind === 'VALUE' && action.withdrawn.value) return [];
  const wrong: string[] = [];
  const { words, owner, dueDate, acceptance, seen, hold } = action;
  if (words.kind !== 'VALUE' || !/\S/.test(words.value)) wrong.push(`${action.id} says nothing`);
  wrong.push(...aboutDay(dueDate, state).map((what) => `${action.id} ${what}`));
  if (owner.kind !== 'VALUE') wrong.push(`${action.id} has no owner`);
  else if (!isTaken(owner.value, acceptance, seen, { hold, state }))
    wrong.push(`${action.id} was not taken`);
  for (const register of [action.phase, action.forWhom, action.withdrawn])
    if (isUnclear(register)) wrong.push(`${action.id} is unclear`);
  return wrong;
}

function aboutDay(dueDate: ActionCard['dueDate'], { heldOn }: TableState): string[] {
  if (dueDate.kind !== 'VALUE') return ['has no day'];
  // Days of this form are in the order of the calendar.
  return dueDate.value < heldOn ? ['was over before it began'] : [];
}

function aboutRest(card: ItemCard): string[] {
  const wrong: string[] = [];
  const told = card.actions.some((a) => a.purpose === 'FEEDBACK' && counts(a.withdrawn));
  if (card.feedbackOwed && !told) wrong.push('nobody tells the reporter');
  if (card.dissents.some(({ revisitOn }) => revisitOn === undefined))
    wrong.push('dissent for ever');
  for (const action of card.acceptedActions)
    if (!card.actions.some((other) => other.id === action)) wrong.push(`${action} is gone`);
  return [...wrong, ...aboutClarity(card)];
}

function aboutClarity(card: ItemCard): string[] {
  const wrong = card.findings.map(({ path }) => `${path} cannot be read`);
  const { priority, visitThisWeek, riskFactors, violenceProfile } = card;
  for (const register of [priority, visitThisWeek, riskFactors, violenceProfile])
    if (isUnclear(register)) wrong.push('a field is unclear');
  for (const { words, alarm, withdrawn } of card.conditions) {
    if (withdrawn.kind === 'VALUE' && withdrawn.value) continue;
    if ([words, alarm, withdrawn].some(isUnclear)) wrong.push('a condition is unclear');
  }
  return wrong;
}

/** Rows that cannot be: moments that did not happen, words that do not exist, somebody who is there twice. */
function aboutRows(card: ItemCard, now: number): string[] {
  const wrong: string[] = [];
  if (!['WAITING', 'AT_TABLE', 'DISCUSSED', 'CLOSED'].includes(card.state)) wrong.push('state');
  if (new Set(card.household.map((person) => person.id)).size !== card.household.length)
    wrong.push('somebody twice');
  for (const { purpose } of card.actions)
    if (!['CARE', 'INTERIM_CHECK', 'FEEDBACK'].includes(purpose)) wrong.push('purpose');
  const moments: number[] = card.actions.flatMap(({ acceptance, hold }) => [
    ...momentOf(acceptance),
    ...(hold ? [hold.askedAt] : []),
  ]);
  moments.push(...momentOf(card.ownerAcceptance), ...momentOf(card.confirmation));
  if (card.ownerHold) moments.push(card.ownerHold.askedAt);
  if (!moments.every((at) => at <= now)) wrong.push('a moment that has not come');
  return wrong;
}

function momentOf(row: { readonly kind: string; readonly at?: number }): number[] {
  return row.kind === 'NONE' ? [] : [row.at ?? Number.NaN];
}

function isUnclear(register: Register<unknown>): boolean {
  return register.kind === 'CONFLICT' || register.kind === 'MALFORMED';
}

function counts(withdrawn: Register<boolean>): boolean {
  return withdrawn.kind === 'EMPTY' || (withdrawn.kind === 'VALUE' && !withdrawn.value);
}
