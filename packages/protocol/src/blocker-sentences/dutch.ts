import type { ActionId, ItemId, SafetyLevel } from '@overlegtafel/domain';
import { dayInWords } from '../day-in-words.ts';
import { dutchParts, fieldInWords, pathInWords } from './parts.ts';
import {
  type BlockerSentences,
  capital,
  type Fallbacks,
  quoted,
  type Sentence,
  type Words,
} from './sentence.ts';

export const dutchFallbacks: Fallbacks = {
  item: 'op de agenda',
  person: 'iemand',
  organisation: 'een organisatie',
  child: 'een kind',
};

const levels: Readonly<Record<SafetyLevel, string>> = {
  ACUTE: 'acuut onveilig',
  STRUCTURAL: 'structureel onveilig',
  MULTI_PROBLEM: 'multiproblematisch',
  SAFE_ENOUGH: 'veilig genoeg',
  NOT_ASSESSABLE: 'nog niet te beoordelen',
};

const askOrHold = 'Vraag om een antwoord, of kies wie aan tafel het zolang vasthoudt.';
const chooseOther = 'Kies een ander, of kies wie aan tafel het zolang vasthoudt.';
const reload = 'Laad de pagina opnieuw. Blijft dit zo, bel dan de beheerder.';

const say = (open: string, todo: string): Sentence => ({ open: capital(open), todo });

const actionOf = (at: { item: ItemId; action: ActionId }, words: Words) =>
  quoted('de actie', words.action(at.item, at.action));

const levelOf = (level: SafetyLevel | undefined) =>
  level === undefined ? 'er is nog geen niveau afgesproken' : `het niveau is ‘${levels[level]}’`;

/** What is open and what to do, in plain Dutch. */
export const dutch: BlockerSentences = {
  ITEM_MISSING: ({ item }, words) => say(`de casus ${words.item(item)} is niet geladen.`, reload),
  NOT_DISCUSSED: () =>
    say(
      'deze casus is nog niet besproken.',
      'Neem een besluit, of stel de casus uit: met een reden, een zaakhouder en een overbruggingscheck.',
    ),
  DECISION_MISSING: () =>
    say('er is nog geen besluit.', 'Kies samen een besluit, of stel de casus uit met een reden.'),
  DECISION_NOT_CONFIRMED: () =>
    say('het besluit is nog niet bevestigd.', 'Vraag de voorzitter om het te bevestigen.'),
  DECISION_CHANGED: ({ confirmedBy }, words) =>
    say(
      `het besluit is veranderd nadat ${words.person(confirmedBy)} het bevestigde.`,
      'Lees het na en bevestig het opnieuw.',
    ),
  DEFERRAL_WITHOUT_REASON: () =>
    say('de casus is uitgesteld zonder reden.', 'Schrijf bij het besluit waarom de casus wacht.'),
  DEFERRAL_WITHOUT_CHECK: () =>
    say(
      'de casus is uitgesteld zonder overbruggingscheck.',
      'Spreek af wie op welke datum kijkt of het nog veilig is.',
    ),
  OWNER_MISSING: ({ bringingParty }, words) =>
    say(
      bringingParty === undefined
        ? 'niemand aan tafel heeft deze casus.'
        : `niemand aan tafel heeft deze casus. Hij ligt nu bij ${words.organisation(bringingParty)}.`,
      'Kies een zaakhouder.',
    ),
  OWNER_NOT_ACCEPTED: ({ owner }, words) =>
    say(`${words.owner(owner)} zei nog geen ja op deze casus.`, askOrHold),
  OWNER_CHANGED: ({ owner, saidBy }, words) =>
    say(
      `de zaakhouder is veranderd nadat ${words.person(saidBy)} de casus op zich nam.`,
      `Vraag ${words.owner(owner)} om een nieuw ja.`,
    ),
  OWNER_DECLINED: ({ saidBy, owner }, words) =>
    say(`${words.person(saidBy)} zei nee op deze casus voor ${words.owner(owner)}.`, chooseOther),
  OWNER_HOLDER_ABSENT: ({ holder, owner }, words) =>
    say(
      `${words.person(holder)} houdt de casus vast voor ${words.owner(owner)}, maar is niet aan tafel.`,
      'Kies iemand aan tafel die hem vasthoudt.',
    ),
  SAFE_NOW_MISSING: () =>
    say('‘Is het nu veilig?’ is nog niet ingevuld.', 'Kies samen een antwoord.'),
  SAFE_NOW_UNKNOWN: () =>
    say(
      'jullie weten nog niet of het nu veilig is.',
      'Kies ja, alleen met voorwaarden, of nee. Twijfel je, kies dan nee.',
    ),
  CONDITION_MISSING: ({ level }) =>
    say(
      `${levelOf(level)} en er is geen veiligheidsvoorwaarde.`,
      'Schrijf op wat er minstens moet, en wie wie belt bij welk signaal.',
    ),
  ALARM_MISSING: ({ level }) =>
    say(
      `${levelOf(level)} en er is geen volledige aan-de-bel-afspraak.`,
      'Vul bij een voorwaarde in wie wie belt, en bij welk signaal.',
    ),
  ACTION_WORDS_MISSING: (at, words) =>
    say(
      `${actionOf(at, words)} heeft nog geen tekst.`,
      'Schrijf op wat er moet gebeuren, of trek de actie in.',
    ),
  ACTION_OWNER_MISSING: (at, words) =>
    say(`${actionOf(at, words)} heeft nog geen eigenaar.`, 'Kies een eigenaar.'),
  FEEDBACK_WITHOUT_OWNER: (at, words) =>
    say(
      `${quoted('terugkoppeling aan de melder', words.action(at.item, at.action))} heeft geen eigenaar.`,
      'Kies wie het de melder vertelt.',
    ),
  ACTION_DUE_DATE_MISSING: (at, words) =>
    say(`${actionOf(at, words)} heeft nog geen termijn.`, 'Kies een datum.'),
  ACTION_DUE_DATE_PAST: ({ dueDate, ...at }, words) =>
    say(
      `De termijn van ${actionOf(at, words)}, ${dayInWords(dueDate, 'nl')}, lag al voor dit overleg.`,
      'Kies een latere datum, of trek de actie in als die klaar is.',
    ),
  ACTION_NOT_ACCEPTED: ({ owner, ...at }, words) =>
    say(`${words.owner(owner)} zei nog geen ja op ${actionOf(at, words)}.`, askOrHold),
  ACTION_CHANGED: ({ owner, saidBy, ...at }, words) =>
    say(
      `${actionOf(at, words)} is veranderd nadat ${words.person(saidBy)} die op zich nam.`,
      `Vraag ${words.owner(owner)} om een nieuw ja.`,
    ),
  ACTION_DECLINED: ({ owner, saidBy, ...at }, words) =>
    say(
      `${words.person(saidBy)} zei nee op ${actionOf(at, words)} voor ${words.owner(owner)}.`,
      chooseOther,
    ),
  ACTION_HOLDER_ABSENT: ({ owner, holder, ...at }, words) =>
    say(
      `${words.person(holder)} houdt ${actionOf(at, words)} vast voor ${words.owner(owner)}, maar is niet aan tafel.`,
      'Kies iemand aan tafel die de actie vasthoudt.',
    ),
  ACCEPTED_ACTION_MISSING: (at, words) =>
    say(
      `${actionOf(at, words)} is aangenomen en staat niet meer in de lijst.`,
      'Zet de actie terug, of trek haar in.',
    ),
  HOUSEHOLD_EMPTY: () =>
    say('er staat niemand in het huishouden.', 'Vul in wie erbij horen, ook de kinderen.'),
  CHILD_WITHOUT_ACTION: ({ item, child }, words) =>
    say(
      `${words.child(item, child)}: nog niemand doet iets met of voor dit kind.`,
      'Geef een actie, of schrijf op waarom niet.',
    ),
  FEEDBACK_MISSING: () =>
    say(
      'nog niemand vertelt de melder wat er gebeurt.',
      'Maak een actie voor de terugkoppeling, en kies een eigenaar.',
    ),
  FIELD_IN_CONFLICT: ({ field, choices }) =>
    say(
      `bij ${fieldInWords(field, dutchParts)} staan ${choices} keuzes tegelijk.`,
      'Kies samen één ervan.',
    ),
  DISSENT_WITHOUT_DATE: ({ by }, words) =>
    say(
      `het afwijkende standpunt van ${words.person(by)} heeft nog geen datum.`,
      'Kies wanneer de tafel er opnieuw naar kijkt.',
    ),
  UNREADABLE: ({ path }) =>
    say(`${pathInWords(path, dutchParts)} is niet te lezen.`, 'Vul dit opnieuw in.'),
  NOT_UNDERSTOOD: ({ path }) => say(`${pathInWords(path, dutchParts)} is beschadigd.`, reload),
};
