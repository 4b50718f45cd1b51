// edge: a part of a record as the record's own tests prove it
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { CasePlan } from './case-plan.ts';
import { type Answer, Participant } from './table-client.ts';
import { writeItemRegister } from '@overlegtafel/documents';
import { later, writeCase, type WrittenActions } from './write-case.ts';

type Item = ApiAnswer<'item'>;
type ApiOwner =
  | { readonly kind: 'PERSON'; readonly person: string }
  | { readonly kind: 'ORGANISATION'; readonly organisation: string };

const table = 'oefentafel';

/** Who sits at the table: eight people of six organisations, the chair first. */
const seats = [
  'chair',
  'vt-worker',
  'behavioural-scientist',
  'process-director',
  'process-director-gd',
  'police',
  'local-team-mijnstad',
  'local-team-beekdorp',
] as const;
type Seat = (typeof seats)[number];

/** The practice table of this week with everybody at it, driven over the API alone. */
export class MeetingTable {
  readonly meeting: string;
  /** The day of the meeting. */
  readonly today: string;
  readonly #url: string;
  readonly #people: ReadonlyMap<string, Participant>;
  #items = new Map<string, string>();

  private constructor(
    url: string,
    people: ReadonlyMap<string, Participant>,
    { id, date }: { readonly id: string; readonly date: string },
  ) {
    this.#url = url;
    this.#people = people;
    this.meeting = id;
    this.today = date;
  }

  /** Everybody signs in, and finds the meeting that is prepared. Whoever sat at a table before stays signed in. */
  static async sitDown(url: string, before?: MeetingTable): Promise<MeetingTable> {
    const people =
      before?.everybody ?? (await Promise.all(seats.map((id) => Participant.signIn(url, id))));
    const byId = new Map(people.map((one) => [one.id, one]));
    const [chair] = people;
    const { meetings = [] } = (await chair?.must('meetings', { params: { table } })) ?? {};
    const prepared = meetings.find(({ state }) => state === 'PREPARED');
    if (!prepared) throw new Error('no meeting is prepared');
    const made = new MeetingTable(url, byId, prepared);
    await made.lookAtAgenda();
    return made;
  }

  as(id: Seat): Participant {
    const found = this.#people.get(id);
    if (!found) throw new Error(`${id} does not sit at the table`);
    return found;
  }

  /** Somebody of the practice table who is not in the room. */
  absent(id: string): Promise<Participant> {
    return Participant.signIn(this.#url, id);
  }

  get everybody(): readonly Participant[] {
    return [...this.#people.values()];
  }

  /** Reads again which items stand on the agenda. */
  async lookAtAgenda(): Promise<void> {
    const { items } = await this.read();
    this.#items = new Map(items.map(({ id, alias }) => [alias.replace('Casus ', ''), id]));
  }

  get aliases(): readonly string[] {
    return [...this.#items.keys()];
  }

  itemOf(alias: string): string {
    const found = this.#items.get(alias);
    if (found === undefined) throw new Error(`${alias} stands on no agenda`);
    return found;
  }

  read(): Promise<ApiAnswer<'meeting'>> {
    return this.as('chair').must('meeting', { params: { meeting: this.meeting } });
  }

  item(alias: string, as: Seat = 'vt-worker'): Promise<Item> {
    return this.as(as).must('item', { params: { item: this.itemOf(alias) } });
  }

  /** Takes in a report of a new case and puts it on this agenda. */
  async report(alias: string): Promise<void> {
    const answer = await this.tryReport(alias);
    if (answer.kind !== 'DONE') throw new Error(`${alias} was not taken in`);
  }

  tryReport(alias: string): Promise<Answer<ApiAnswer<'takeInReport'>>> {
    return this.as('vt-worker').call('takeInReport', {
      params: { table },
      body: {
        signal: 'REPORT',
        kind: 'FIRST',
        source: 'EDUCATION',
        reporterKind: 'KNOWN',
        receivedAt: new Date(Date.now() - 60_000).toISOString(),
        summary: 'Ruzie thuis. Het kind is bang.',
        reporter: { name: 'Juf X. Voorbeeld' },
        opens: {
          alias: `Casus ${alias}`,
          municipality: 'mijnstad',
          household: [
            { role: 'MOTHER', ageYears: 30, isChild: false },
            { role: 'SON', ageYears: 7, isChild: true },
          ],
        },
        meeting: this.meeting,
      },
    });
  }

  async open(): Promise<void> {
    const params = { meeting: this.meeting };
    await this.as('chair').must('openMeeting', { params });
    await this.everybodyEnters();
    await this.lookAtAgenda();
  }

  async everybodyEnters(): Promise<void> {
    const params = { meeting: this.meeting };
    for (const one of this.everybody) await one.must('enterMeeting', { params });
  }

  /** Tells of every check that is due that the violence has stopped. */
  async answerChecks(): Promise<void> {
    const params = { meeting: this.meeting };
    const { monitoring } = await this.as('chair').must('followUp', { params });
    for (const { caseId, id: moment } of monitoring)
      await this.as('vt-worker').must('monitoringOutcome', {
        params: { case: caseId, moment },
        body: { violenceStopped: 'YES', words: 'Het is rustig.' },
      });
  }

  /** Tries to close; gives what stands in the way as `alias kind`, sorted, and nothing when it closed. */
  async blockersAtClosing(): Promise<readonly string[]> {
    const params = { meeting: this.meeting };
    const answer = await this.as('chair').call('closeMeeting', { params });
    if (answer.kind === 'DONE') return [];
    if (answer.kind === 'UNKNOWN' || answer.type !== 'blocked')
      throw new Error(`closing gave ${JSON.stringify(answer)}`);
    const names = new Map([...this.#items].map(([alias, id]) => [id, alias]));
    return answer.blockers
      .map(({ kind, item = '' }) => `${names.get(item) ?? 'Meeting'} ${kind}`)
      .sort();
  }

  /** Everybody who is asked and did not weigh yet weighs alone. */
  async rateAll({ alias, level }: CasePlan, but: readonly Seat[] = []): Promise<void> {
    const params = { item: this.itemOf(alias) };
    const others = seats.filter((seat) => !but.includes(seat)).map((seat) => this.as(seat));
    for (const one of others)
      if (await mayDo(one, params.item, 'rate'))
        await one.must('rate', { params, body: { level, words: '' } });
  }

  /** Everybody weighs alone; the chair shows all at once and records the level that is agreed. */
  async weigh(plan: CasePlan): Promise<void> {
    const params = { item: this.itemOf(plan.alias) };
    await this.rateAll(plan);
    const chair = this.as('chair');
    await chair.must('reveal', { params });
    await chair.must('agreeLevel', { params, body: { level: plan.level } });
  }

  /** Writes the plan in the document of the case; gives its actions by their words. */
  async write(plan: CasePlan): Promise<WrittenActions> {
    const { household, room } = await this.item(plan.alias);
    if (room === undefined) throw new Error(`${plan.alias} has no room`);
    const children = household.filter(({ isChild }) => isChild).map(({ id }) => id);
    const document = await this.as('vt-worker').open(room);
    let actions: WrittenActions = new Map();
    await document.write((doc) => {
      actions = writeCase(doc, plan, { today: this.today, children });
    });
    return actions;
  }

  /** Whoever is there says yes; what belongs to somebody who is not, Veilig Thuis holds when it is asked to. */
  async sayYes(alias: string, { holds = true } = {}): Promise<void> {
    const { id: item, owner, fields, actions } = await this.item(alias);
    const whose = fields?.owner.kind === 'VALUE' ? personIn(fields.owner.value) : undefined;
    const body = { seen: owner.seen };
    await this.#yesOf(whose, 'acceptOwner', 'holdOwner', { params: { item }, body, holds });
    for (const { id: action, owner: of, seen } of actions) {
      const by = of.kind === 'VALUE' ? personIn(of.value) : undefined;
      const parts = { params: { item, action }, body: { seen }, holds };
      await this.#yesOf(by, 'acceptAction', 'holdAction', parts);
    }
  }

  /** Somebody says yes to one action as it stands now. */
  async sayYesTo(alias: string, action: string, by: Seat): Promise<void> {
    const { id: item, actions } = await this.item(alias, by);
    const seen = actions.find(({ id }) => id === action)?.seen ?? '';
    await this.as(by).must('acceptAction', { params: { item, action }, body: { seen } });
  }

  async confirm(alias: string): Promise<void> {
    const { id: item, decision } = await this.item(alias, 'chair');
    const body = { seen: decision.seen };
    await this.as('chair').must('confirmDecision', { params: { item }, body });
  }

  /** From the moment that the chair brings it to the table up to the decision. */
  async discuss(plan: CasePlan, yes: { readonly holds?: boolean } = {}): Promise<WrittenActions> {
    await this.as('chair').must('bringToTable', { params: { item: this.itemOf(plan.alias) } });
    await this.weigh(plan);
    const actions = await this.write(plan);
    await this.sayYes(plan.alias, yes);
    await this.confirm(plan.alias);
    return actions;
  }

  /** Two people who do not see each other choose differently. */
  async disagree(alias: string): Promise<void> {
    const [one, other] = [
      await this.#document(alias, 'vt-worker'),
      await this.#document(alias, 'chair'),
    ];
    one.cut();
    other.cut();
    one.type((doc) => {
      writeItemRegister(doc, 'priority', 'WITHIN_TERM');
    });
    other.type((doc) => {
      writeItemRegister(doc, 'priority', 'WAITING');
    });
    one.reconnect();
    other.reconnect();
    await Promise.all([one.saved(), other.saved()]);
  }

  #document(alias: string, as: Seat) {
    return this.as(as).open(`item:${this.itemOf(alias)}`);
  }

  /** The day so many days after the meeting. */
  day(days: number): string {
    return later(this.today, days);
  }

  leave(): void {
    for (const one of this.everybody) one.leave();
  }

  async #yesOf(
    whose: string | undefined,
    accept: 'acceptOwner' | 'acceptAction',
    hold: 'holdOwner' | 'holdAction',
    {
      holds,
      ...parts
    }: {
      readonly params: Readonly<Record<string, string>>;
      readonly body: { readonly seen: string };
      readonly holds: boolean;
    },
  ): Promise<void> {
    const owner = whose === undefined ? undefined : this.#people.get(whose);
    if (owner) await owner.must(accept, parts);
    else if (holds) await this.as('vt-worker').must(hold, parts);
  }
}

async function mayDo(one: Participant, item: string, name: string): Promise<boolean> {
  const answer = await one.call('item', { params: { item } });
  return answer.kind === 'DONE' && answer.value.mayDo.includes(name);
}

/** The person who is named as an owner; nobody when it is an organisation. */
export function personIn(owner: ApiOwner | undefined): string | undefined {
  return owner?.kind === 'PERSON' ? owner.person : undefined;
}

/** What a sealed record says was decided: `Casus Linde INVESTIGATION CONFIRMED`, sorted. */
export function decisionsIn({ items }: ApiAnswer<'record'>): readonly string[] {
  return items.map(({ alias, ...part }) => `${alias} ${decided(part['decision'])}`).sort();
}

function decided(value: unknown): string {
  const { kind, confirmation } = value as {
    readonly kind: string;
    readonly confirmation: { readonly kind: string };
  };
  return `${kind} ${confirmation.kind}`;
}
