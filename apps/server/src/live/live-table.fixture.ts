import { type ItemId, type Ids, type MeetingId, type PersonId, readId } from '@overlegtafel/domain';
import type { LiveState, LiveTable } from './live-table.ts';

export function idOf<K extends keyof Ids>(kind: K, text: string): Ids[K] {
  const read = readId(kind, text, 'test');
  if (!read.ok) throw new Error(text);
  return read.value;
}

export const table = idOf('MeetingId', 'oefentafel');
export const lastWeek = idOf('MeetingId', 'vorigeweek');
export const [chair, police] = [idOf('PersonId', 'chair'), idOf('PersonId', 'police')];
export const [linde, wilg] = [idOf('ItemId', 'linde'), idOf('ItemId', 'wilg')];
export const room = `item:${linde}` as const;

/** A table whose rights and state a test decides. */
export class TestTable implements LiveTable {
  readonly sees = new Map<PersonId, Set<ItemId>>([
    [chair, new Set([linde, wilg])],
    [police, new Set([linde])],
  ]);
  readonly seated: PersonId[] = [];
  revision = 1;
  overviewText = 'a';
  onState: () => Promise<void> = () => Promise.resolve();

  async state(_meeting: MeetingId, person: PersonId): Promise<LiveState | undefined> {
    await this.onState();
    if (!this.sees.has(person)) return undefined;
    return { revision: this.revision, present: this.seated.map(view) };
  }
  whoSees(item: ItemId, people: readonly PersonId[]) {
    const seeing = people.filter((person) => this.sees.get(person)?.has(item));
    return Promise.resolve(new Set(seeing));
  }
  itemsOf(_meeting: MeetingId, person: PersonId) {
    return Promise.resolve([...(this.sees.get(person) ?? [])]);
  }
  meetingOf() {
    return Promise.resolve(table);
  }
  heldAfter(meeting: MeetingId) {
    return Promise.resolve(meeting === lastWeek ? { meeting: table, revision: 9 } : undefined);
  }
  mayRead(name: string, person: PersonId) {
    return Promise.resolve([...(this.sees.get(person) ?? [])].some((i) => name === `item:${i}`));
  }
  authors(name: string) {
    return Promise.resolve(new Map(name === room ? [[7, chair]] : []));
  }
  overview() {
    return Promise.resolve(this.overviewText);
  }
  hearsAlerts() {
    return Promise.resolve(false);
  }
  enter(_meeting: MeetingId, { person }: { person: PersonId }) {
    if (!this.seated.includes(person)) this.seated.push(person);
    return Promise.resolve(true);
  }
  leave(_meeting: MeetingId, { person }: { person: PersonId }) {
    this.seated.splice(this.seated.indexOf(person), 1);
    return Promise.resolve();
  }
  seen = () => Promise.resolve(new Set<PersonId>());
  freePlaces = () => Promise.resolve();
}

function view(person: PersonId) {
  return {
    id: person,
    name: person,
    initials: 'FK',
    organisation: { id: 'veilig-thuis', name: 'VT' },
    role: 'chair',
  };
}
