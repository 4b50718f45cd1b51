import {
  addDays,
  closingBlockers,
  type Ending,
  instantOf,
  type ItemCard,
  keyOf,
  leftOpen,
  localDate,
  type LocalDate,
  type Meeting,
  type MeetingCommand,
  meetingStep,
  nextAgenda,
  type OpenItem,
  type OpenThing,
  orphansOf,
  type TableState,
} from '@overlegtafel/domain';
import { seededRandom, type Random } from '../seeded-random.ts';
import { arrival, attendance, decidedCard, type Moment, undecidedCard } from './week-cards.ts';
import { duringTheWeek, followUp } from './week-follow-up.ts';
import { chair, id, localTeam, police, vtWorker } from './world.ts';

/** What became of a year of meetings. */
export interface Year {
  readonly arrived: number;
  readonly failedHalfway: number;
  readonly chairs: ReadonlySet<string>;
  /** How each thing ended, by its name across weeks. */
  readonly ended: ReadonlyMap<string, string>;
  readonly stillOpen: readonly OpenThing[];
  /** Things that were nowhere, twice, or ended by nothing, in any week. */
  readonly orphans: readonly string[];
  /** Meetings that could not be closed as the table wanted. */
  readonly stuck: readonly string[];
  readonly meetingsClosed: number;
}

const firstDay = localDate('2027-01-05');
const chairs = [chair, vtWorker, police, localTeam] as const;

export function liveAYear(seed: number, items = 1500, weeks = 52): Year {
  const table = new TableOverTheYear(seededRandom(seed), items, weeks);
  for (let week = 0; week < weeks; week += 1) table.meet(week);
  table.lookBack(weeks);
  return table;
}

/** A meeting that was adjourned halfway and is closed a week later, with what it did decide. */
interface Adjourned {
  readonly meeting: Meeting;
  readonly cards: readonly ItemCard[];
}

class TableOverTheYear implements Year {
  arrived = 0;
  failedHalfway = 0;
  meetingsClosed = 0;
  readonly chairs = new Set<string>();
  readonly ended = new Map<string, string>();
  readonly orphans: string[] = [];
  readonly stuck: string[] = [];
  stillOpen: readonly OpenThing[] = [];
  readonly #random: Random;
  readonly #items: number;
  readonly #weeks: number;
  readonly #known = new Set<string>();
  #endings: readonly Ending[] = [];
  #adjourned: Adjourned | undefined;

  constructor(random: Random, items: number, weeks: number) {
    this.#random = random;
    this.#items = items;
    this.#weeks = weeks;
  }

  /** One week: what comes in, what is carried over, the meeting, and what it leaves open. */
  meet(week: number): void {
    const moment = momentOf(week);
    this.#finishAdjourned(moment);
    const before = [...this.stillOpen, ...this.#arrivals(week, moment)];
    const agenda = this.#agenda(before, moment);
    const entries = [...agenda.followUp, ...agenda.items];
    const items = entries.flatMap(({ thing }) => (thing.kind === 'ITEM' ? [thing] : []));
    const isFinal = week >= this.#weeks - 4;
    const handled = entries
      .filter(({ thing }) => thing.kind !== 'ITEM')
      .map((entry) => followUp(entry, moment, this.#random, { isFinal }));
    const left = this.#hold(week, items, moment);
    const open = [...agenda.later.map(({ thing }) => thing), ...handled.flatMap((h) => h.goesOn)];
    this.stillOpen = [...open, ...left].map((thing) =>
      duringTheWeek(thing, moment.at, this.#random),
    );
    this.#endings = [...handled.flatMap((h) => h.endings), ...this.#stops(moment)];
    this.#count(moment);
  }

  /** After the last week: what the last endings ended. */
  lookBack(weeks: number): void {
    const moment = momentOf(weeks);
    this.#finishAdjourned(moment);
    const agenda = this.#agenda(this.stillOpen, moment);
    const kept = [...agenda.followUp, ...agenda.items, ...agenda.later];
    this.stillOpen = kept.map(({ thing }) => thing);
    this.#count(moment);
  }

  #arrivals(week: number, { day }: Moment): readonly OpenItem[] {
    const until = Math.min(1, (week + 1) / (this.#weeks - 8));
    const now = Math.round(this.#items * until) - this.arrived;
    const items = Array.from({ length: now }, (_, n) => arrival(this.arrived + n, day));
    this.arrived += now;
    for (const item of items) this.#known.add(keyOf(item));
    return items;
  }

  #agenda(open: readonly OpenThing[], { at, day }: Moment) {
    const agenda = nextAgenda({ open, endings: this.#endings, meetingAt: at });
    const breaches = orphansOf(open, agenda).map(({ thing, kind }) => `${day} ${thing} ${kind}`);
    this.orphans.push(...breaches);
    for (const { ending, mistake } of agenda.refused)
      this.orphans.push(`${day} ${ending.thing} refused: ${mistake}`);
    for (const { thing, ending } of agenda.ended) this.ended.set(keyOf(thing), ending.ending.kind);
    return agenda;
  }

  /** The meeting itself. One in twenty fails halfway: the item at the table and those after it are not decided. */
  #hold(week: number, items: readonly OpenItem[], moment: Moment): readonly OpenThing[] {
    const isFinal = week >= this.#weeks - 4;
    const fails = !isFinal && this.#random.chance(0.05);
    const until = fails ? Math.floor(items.length / 2) : items.length;
    const cards = items.map((item, n) =>
      n < until
        ? decidedCard(item, moment, this.#random, { isFinal })
        : undecidedCard(item, n === until ? 'AT_TABLE' : 'WAITING'),
    );
    this.#sit(week, cards, { fails, until, moment });
    return cards.flatMap((card, n) => this.#leftBy(card, items[n], moment));
  }

  #leftBy(card: ItemCard, item: OpenItem | undefined, moment: Moment): readonly OpenThing[] {
    if (item === undefined) return [];
    const left = leftOpen(card, item, { ...attendance, heldOn: moment.day });
    const isOpen = left.some((thing) => thing.kind === 'ITEM');
    if (!isOpen) this.ended.set(keyOf(item), 'DECIDED');
    return left;
  }

  /** Opens, sometimes changes the chair, and closes with the gate, or is adjourned. */
  #sit(
    week: number,
    cards: readonly ItemCard[],
    { fails, until, moment }: { fails: boolean; until: number; moment: Moment },
  ): void {
    const { at } = moment;
    const by = chairs[week % chairs.length] ?? chair;
    let meeting = this.#step(newMeeting(week, cards, moment), { kind: 'OPEN', by, at });
    if (this.#random.chance(0.1))
      meeting = this.#step(meeting, { kind: 'TAKE_CHAIR', by: vtWorker, at, present: [vtWorker] });
    if (fails) {
      this.failedHalfway += 1;
      meeting = this.#step(meeting, { kind: 'ADJOURN', by, at, reason: 'brandalarm' });
      if (closingBlockers(stateOf(cards, moment.day), at).length === 0 && until < cards.length)
        this.stuck.push(`${moment.day} could have closed with undecided items`);
      this.#adjourned = { meeting, cards: cards.slice(0, until) };
    } else this.#close(meeting, cards, moment);
  }

  /** Next week somebody resumes it. What it did not decide was carried over, and is off its agenda. */
  #finishAdjourned(moment: Moment): void {
    if (!this.#adjourned) return;
    const { meeting, cards } = this.#adjourned;
    this.#adjourned = undefined;
    const by = localTeam;
    this.#close(this.#step(meeting, { kind: 'RESUME', by, at: moment.at }), cards, moment);
  }

  #close(meeting: Meeting, cards: readonly ItemCard[], { at, day }: Moment): void {
    const blockers = closingBlockers(stateOf(cards, meeting.date), at);
    const closed = this.#step(meeting, { kind: 'CLOSE', by: chair, at, blockers });
    if (closed.state.kind === 'CLOSED') this.meetingsClosed += 1;
    else this.stuck.push(`${day} ${blockers.map(({ kind }) => kind).join(', ')}`);
  }

  #step(meeting: Meeting, command: MeetingCommand): Meeting {
    const step = meetingStep(meeting, command);
    if (!step.ok) return meeting;
    if (step.meeting.state.kind === 'OPEN') this.chairs.add(step.meeting.state.chair);
    return step.meeting;
  }

  /** Now and then the chair stops an item by name, with a reason: the family moved away. */
  #stops({ at }: Moment): readonly Ending[] {
    return this.stillOpen.flatMap((thing) => {
      const mayStop = thing.kind === 'ITEM' && thing.standing.kind === 'DEFERRED';
      if (!mayStop || !this.#random.chance(0.1)) return [];
      const ending = { kind: 'STOPPED', reason: 'het gezin verhuisde' } as const;
      return [{ thing: keyOf(thing), ending, by: chair, at }];
    });
  }

  /** Everything that ever came in is open, once, or ended. */
  #count({ day }: Moment): void {
    const open = new Map<string, number>();
    for (const thing of this.stillOpen) open.set(keyOf(thing), (open.get(keyOf(thing)) ?? 0) + 1);
    for (const [key, times] of open)
      if (times > 1) this.orphans.push(`${day} ${key} is open twice`);
    for (const key of this.#known)
      if (!open.has(key) && !this.ended.has(key)) this.orphans.push(`${day} ${key} is nowhere`);
    for (const key of open.keys()) this.#known.add(key);
  }
}

function stateOf(cards: readonly ItemCard[], heldOn: LocalDate): TableState {
  const agenda = cards.map((card) => card.id);
  return { agenda, items: cards, findings: [], ...attendance, heldOn };
}

function newMeeting(week: number, cards: readonly ItemCard[], { day }: Moment): Meeting {
  return {
    id: id('MeetingId', `meeting-${week}`),
    tableId: id('TableId', 'table'),
    date: day,
    state: { kind: 'PREPARED' },
    revision: 0,
    items: cards.map((card) => card.id),
  };
}

function momentOf(week: number): Moment {
  const day = addDays(firstDay, week * 7);
  return { day, at: instantOf(day, '09:00') };
}
