import type { DisputedField } from '@overlegtafel/domain';

type NameOf<F extends DisputedField['of']> = Extract<DisputedField, { readonly of: F }>['name'];

/** How a language calls the fields and parts of an item and of a meeting. */
export interface PartWords {
  readonly item: Readonly<Record<NameOf<'ITEM'>, string>>;
  readonly action: Readonly<Record<NameOf<'ACTION'>, string>>;
  readonly condition: Readonly<Record<NameOf<'CONDITION'>, string>>;
  /** Parts that are no field, by the first word of their path. */
  readonly roots: Readonly<Record<string, string>>;
  readonly ofAction: string;
  readonly ofCondition: string;
  /** Where a path says nothing that people know. */
  readonly something: string;
}

/** A field in words: "de termijn van een actie". */
export function fieldInWords(field: DisputedField, words: PartWords): string {
  switch (field.of) {
    case 'ITEM':
      return words.item[field.name];
    case 'ACTION':
      return `${words.action[field.name]} ${words.ofAction}`;
    case 'CONDITION':
      return `${words.condition[field.name]} ${words.ofCondition}`;
  }
}

/** A path in words, as far as people know them. Ids and numbers in it are never shown. */
export function pathInWords(path: string, words: PartWords): string {
  const [root = '', , leaf = ''] = path.split('.');
  if (root === 'actions' && isOwn(words.action, leaf))
    return `${words.action[leaf]} ${words.ofAction}`;
  if (root === 'conditions' && isOwn(words.condition, leaf))
    return `${words.condition[leaf]} ${words.ofCondition}`;
  if (isOwn(words.item, root)) return words.item[root];
  return isOwn(words.roots, root) ? (words.roots[root] ?? words.something) : words.something;
}

function isOwn<K extends string>(record: Readonly<Record<K, string>>, key: string): key is K {
  return Object.hasOwn(record, key);
}

export const dutchParts: PartWords = {
  item: {
    safeNow: '‘Is het nu veilig?’',
    priority: 'de prioriteit',
    visitThisWeek: 'het huisbezoek deze week',
    riskFactors: 'de risicofactoren',
    violenceProfile: 'het geweldsprofiel',
    owner: 'de zaakhouder',
    decisionKind: 'het besluit',
  },
  action: {
    words: 'de tekst',
    owner: 'de eigenaar',
    dueDate: 'de termijn',
    phase: 'de fase',
    forWhom: 'voor wie',
    withdrawn: 'het intrekken',
  },
  condition: {
    words: 'de tekst',
    alarm: 'de aan-de-bel-afspraak',
    withdrawn: 'het intrekken',
  },
  roots: {
    facts: 'wat er staat bij feiten',
    worries: 'wat er staat bij zorgen',
    strengths: 'wat er staat bij krachten',
    childVoice: 'wat er staat bij de stem van het kind',
    decisionText: 'de tekst van het besluit',
    decisionWords: 'de tekst van het besluit',
    scratch: 'het kladblok',
    actions: 'een actie',
    conditions: 'een veiligheidsvoorwaarde',
    household: 'het huishouden',
    dissents: 'een afwijkend standpunt',
    confirmation: 'de bevestiging van het besluit',
    ownerAcceptance: 'het antwoord van de zaakhouder',
    agreedLevel: 'het afgesproken niveau',
    remarks: 'de opmerkingen bij het overleg',
    order: 'de volgorde van de agenda',
    agenda: 'de agenda',
    items: 'een casus op de agenda',
    present: 'wie er aan tafel zit',
  },
  ofAction: 'van een actie',
  ofCondition: 'van een veiligheidsvoorwaarde',
  something: 'een gegeven',
};

export const englishParts: PartWords = {
  item: {
    safeNow: '“Is it safe now?”',
    priority: 'the priority',
    visitThisWeek: 'the home visit this week',
    riskFactors: 'the risk factors',
    violenceProfile: 'the violence profile',
    owner: 'the case owner',
    decisionKind: 'the decision',
  },
  action: {
    words: 'the text',
    owner: 'the owner',
    dueDate: 'the due date',
    phase: 'the phase',
    forWhom: 'the people it is for',
    withdrawn: 'the withdrawal',
  },
  condition: {
    words: 'the text',
    alarm: 'the alarm agreement',
    withdrawn: 'the withdrawal',
  },
  roots: {
    facts: 'what stands under facts',
    worries: 'what stands under worries',
    strengths: 'what stands under strengths',
    childVoice: 'what stands under the voice of the child',
    decisionText: 'the text of the decision',
    decisionWords: 'the text of the decision',
    scratch: 'the scratch pad',
    actions: 'an action',
    conditions: 'a safety condition',
    household: 'the household',
    dissents: 'a dissent',
    confirmation: 'the confirmation of the decision',
    ownerAcceptance: 'the answer of the case owner',
    agreedLevel: 'the agreed level',
    remarks: 'the remarks about the meeting',
    order: 'the order of the agenda',
    agenda: 'the agenda',
    items: 'a case on the agenda',
    present: 'who is at the table',
  },
  ofAction: 'of an action',
  ofCondition: 'of a safety condition',
  something: 'some information',
};
