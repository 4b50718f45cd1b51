import type { ActionReading } from '@overlegtafel/documents';
import type { Owner, Seen } from '@overlegtafel/domain';
import { parseRoomName } from '@overlegtafel/protocol';
import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { createContext } from 'svelte';
import type { ApiResult, CallParts } from '#lib/api/call.ts';
import type { Author } from '#lib/case-sheet/authors.ts';
import type { CaseDocument } from '#lib/case-sheet/case-document.svelte.ts';
import type { OpenCase } from '#lib/case-sheet/open-case.svelte.ts';
import { systemClock } from '#lib/document/clock.ts';
import { LiveDocument } from '#lib/document/live-document.svelte.ts';
import type { LostText } from '#lib/document/open-document.ts';
import { untilLoaded } from '#lib/page-parts/until-loaded.ts';
import type { ItemAnswer, PersonAnswer } from '../table-answers.ts';
import type { TableLive } from '../table-live.svelte.ts';

/** One case as a screen at the table has it: what is written together, what was answered, and the commands. */
export class CaseDesk {
  readonly table: TableLive;
  readonly live = new LiveDocument();
  open = $state.raw<OpenCase>();
  /** How a document is opened as a case: comes with the document. */
  #opens = $state.raw<typeof OpenCase>();
  readonly #first: ItemAnswer;

  /** @param item the case as the page was made with it */
  constructor(table: TableLive, item: ItemAnswer) {
    this.table = table;
    this.#first = item;
  }

  get item(): ItemAnswer {
    return this.table.items.get(this.#first.id) ?? this.#first;
  }

  get sheet(): CaseDocument | undefined {
    return this.isShut ? undefined : this.open?.sheet;
  }

  get isGone(): boolean {
    return this.table.gone.has(this.#first.id);
  }

  /** Whether nothing of this case may be shown here any more. */
  get isShut(): boolean {
    return this.isGone || this.table.isShut;
  }

  /** Text of this person that is in no document, with why. */
  get lost(): readonly LostText[] {
    const isClosed = this.table.meeting.state === 'CLOSED';
    return this.live.lost.map((one) =>
      isClosed && one.reason === 'NO_ACCESS' ? { ...one, reason: 'CLOSED' } : one,
    );
  }

  /** Begins to follow the case, in the browser. The answer ends it. */
  start(): () => void {
    const hide = this.table.show(this.#first);
    const { room } = this.#first;
    const name = room === undefined ? undefined : parseRoomName(room);
    let isHere = true;
    if (room !== undefined && name?.kind === 'item') {
      this.table.paper = this.live;
      void this.live.start(`item:${name.item}`, this.table.me.id);
      void untilLoaded(() => import('#lib/case-sheet/open-case.svelte.ts'), {
        clock: systemClock,
        isWanted: () => isHere,
      }).then((part) => {
        this.#opens = part?.OpenCase;
      });
    }
    return () => {
      isHere = false;
      hide();
      if (this.table.paper === this.live) this.table.paper = undefined;
      this.live.close();
    };
  }

  /** Opens the document that there is now. The answer closes it; nothing when there is none. */
  openPaper(): (() => void) | undefined {
    const { doc, awareness } = this.live;
    const opens = this.#opens;
    if (doc === undefined || awareness === undefined || opens === undefined) return undefined;
    const { id, room = '' } = this.#first;
    const opened = new opens({
      doc,
      awareness,
      me: authorOf(this.table.me),
      mayWrite: () => this.item.mayWrite,
      authorOf: (clientId) => {
        const person = this.table.author(room, clientId);
        return person && authorOf(person);
      },
    });
    const wrote = (): void => {
      this.table.wrote(id);
    };
    doc.on('update', wrote);
    this.open = opened;
    return () => {
      doc.off('update', wrote);
      this.open = undefined;
      opened.close();
    };
  }

  /** Gives a command about this case, once what was written here is there. */
  async give<N extends ApiCallName>(
    name: N,
    parts: CallParts<N> = {},
  ): Promise<ApiResult<ApiAnswer<N>>> {
    await this.live.untilSaved();
    const params = { item: this.item.id, ...parts.params };
    return this.table.give(name, { ...parts, params });
  }

  /** Whether I may give this command about the case now, or about one of its actions. */
  may(name: ApiCallName): boolean {
    return this.item.mayDo.includes(name);
  }

  /** Whether this was given to me or to my organisation. */
  isMine(owner: Owner): boolean {
    const { id, memberships, organisation } = this.table.me;
    if (owner.kind === 'PERSON') return owner.person === id;
    const mine = [organisation.id, ...memberships.map((each) => each.organisation)];
    return mine.some((each) => each === owner.organisation);
  }

  /** Whether whoever this was given to is at the table. */
  isHere(owner: Owner): boolean {
    return owner.kind === 'PERSON' && this.table.isHere(owner.person);
  }

  /** Gives the case, or one of its actions, to another owner than stands there. */
  chooseOwner(owner: Owner, action: ActionReading['id'] | undefined): void {
    if (action === undefined) this.sheet?.chooseOwner(owner);
    else this.sheet?.changeAction(action, 'owner', owner);
  }

  /** What people call an owner. */
  ownerName(owner: Owner): string {
    if (owner.kind === 'PERSON') return this.personName(owner.person);
    const { organisations } = this.table.table;
    return organisations.find(({ id }) => id === owner.organisation)?.name ?? owner.organisation;
  }

  personName(id: string): string {
    const known = this.item.people.find((person) => person.id === id) ?? this.table.person(id);
    return known?.name ?? id;
  }

  /** What this screen shows as the owner of the case: named in a yes or a no. */
  get ownerSeen(): Seen {
    return this.open?.ownerSeen ?? '';
  }

  get decisionSeen(): Seen {
    return this.open?.decisionSeen ?? '';
  }

  /** How an action was answered, as the server told; nothing for one that it does not know yet. */
  answerOf({ id }: ActionReading): ItemAnswer['actions'][number] | undefined {
    return this.item.actions.find((action) => action.id === id);
  }
}

function authorOf({
  id,
  name,
  initials,
  organisation,
}: Pick<PersonAnswer, 'id' | 'name' | 'initials' | 'organisation'>): Author & {
  readonly id: string;
} {
  return { id, name, initials, organisation: organisation.id };
}

export const [getDesk, setDesk] = createContext<CaseDesk>();
