import { inspectUpdate, newsOf, weightIn } from '@overlegtafel/documents';
import type { PersonId } from '@overlegtafel/domain';
import {
  closeCodes,
  documentLimits,
  protocolVersion,
  serverMessage,
  updateMessage,
  type Hello,
  type Refusal,
} from '@overlegtafel/protocol';
import * as Y from 'yjs';
import { judge, type Judgement } from './admission.ts';
import type { Outgoing } from './audience.ts';
import { firstClientId } from './presence.ts';
import { isEmptyVector } from './room-content.ts';
import type { TurnRoom } from './turn-room.ts';
import { isEdit, type Incoming, type Seat, updateOf } from './seat.ts';
import { workOfNews } from './visitor.ts';
import { store, type Admitted } from './storing.ts';

/** Finding out what somebody lacks of a long document takes time, most of it once for everybody who lacks the same. */
const stateBytesToAUnit = 4096;

/** What is known about the rights of the people who write in this turn. */
type Rights = Map<PersonId, boolean | undefined>;

/**
 * One turn of a room: takes what its connections said, judges it against the document, stores what
 * is let in, and only then shows and acknowledges it. A room takes one turn at a time, so that at
 * the end of each the document is exactly what the log says.
 *
 * When nothing has to be waited for, everything up to the commit happens in the call of `run`:
 * that is what puts the updates of all rooms into one transaction.
 */
export class Turn {
  readonly #room: TurnRoom;
  readonly #batch: readonly Incoming[];
  readonly #rights: Rights = new Map();
  readonly #admitted: Admitted[] = [];
  readonly #questions: { readonly seat: Seat; readonly has: Uint8Array }[] = [];
  readonly #answered = new Set<Incoming>();
  readonly #orphaned = new Set<Seat>();

  constructor(room: TurnRoom, batch: readonly Incoming[]) {
    this.#room = room;
    this.#batch = batch;
  }

  async run(): Promise<void> {
    const room = this.#room;
    const newcomers = room.audience.newcomers();
    if (room.mustReadOn || (this.#isAsked() && !room.isFresh)) await room.readOn();
    if (!room.content.isComplete) await room.reload();
    room.audience.greet(newcomers);
    this.#answerEarly();
    room.audience.ask(new Set([...this.#answered].map(({ seat }) => seat)));
    const asked = this.#askRights();
    if (asked.length > 0) await Promise.all(asked);
    const claims = this.#claims();
    if (claims.length > 0) await room.claim(claims);
    const later = this.#handleAll(this.#batch, false);
    if (later.length > 0) {
      await room.readOn();
      for (const incoming of later) incoming.inspection = undefined;
      this.#handleAll(later, true);
    }
    const admitted = this.#admitted;
    await this.#finish(admitted.length > 0 ? await this.#store(admitted) : []);
  }

  async #store(admitted: readonly Admitted[]): Promise<readonly Outgoing[]> {
    const writers = new Set(admitted.map(({ incoming }) => incoming.seat));
    for (const seat of writers) seat.isStoring = true;
    try {
      const stands = isNoted(admitted);
      if (stands === true || (await stands)) return await store(this.#room, this.#batch, admitted);
      // What of this turn is of others is stored in the next; the document forgets all of it until then.
      this.#room.content.drop();
      this.#room.putBack(admitted.map(({ incoming }) => incoming));
      return [];
    } finally {
      for (const seat of writers) seat.isStoring = false;
    }
  }

  #isAsked(): boolean {
    return this.#batch.some(({ message }) => message.kind === 'step1');
  }

  /** Whoever asks before saying anything need not wait for what has to be stored first. */
  #answerEarly(): void {
    const { content } = this.#room;
    const writers = new Set<Seat>();
    for (const incoming of this.#batch) {
      const { seat, message } = incoming;
      if (isEdit(message)) writers.add(seat);
      if (message.kind !== 'step1' || writers.has(seat)) continue;
      this.#answered.add(incoming);
      seat.flush([], () => content.shownVector());
      this.#answer(seat, message.stateVector);
    }
  }

  #answer(seat: Seat, has: Uint8Array): void {
    seat.wasTold(this.#room.content.bytesAtMost / stateBytesToAUnit);
    if (isReadable(has)) seat.sendState(has, this.#room.content);
    else seat.refuse('MALFORMED', 0, 'STATE_VECTOR');
  }

  /** Asks about everybody who writes in this turn; gives the answers that have to be waited for. */
  #askRights(): Promise<void>[] {
    const waiting: Promise<void>[] = [];
    for (const { seat, message } of this.#batch) {
      const { person } = seat.member;
      if (!isEdit(message) || this.#rights.has(person)) continue;
      const answer = this.#room.askMayWrite(person);
      if (!(answer instanceof Promise)) this.#rights.set(person, answer);
      else {
        this.#rights.set(person, undefined);
        waiting.push(answer.then((mayWrite) => void this.#rights.set(person, mayWrite)));
      }
    }
    return waiting;
  }

  /** Client ids that nobody owns yet, of those who may write, and of presence. */
  #claims(): { clientId: number; person: PersonId }[] {
    const wanted = new Map<number, PersonId>();
    for (const incoming of this.#batch) {
      const { person } = incoming.seat.member;
      const unclaimed = this.#clientIds(incoming).filter((id) => !this.#room.claims.has(id));
      const isTooMuch = unclaimed.length > documentLimits.newClientIds;
      if (isTooMuch) this.#refuse(incoming, 'TOO_MUCH', 'CLIENT_IDS');
      const news = isTooMuch ? [] : unclaimed.filter((id) => !wanted.has(id));
      for (const id of news) wanted.set(id, person);
    }
    return [...wanted].map(([clientId, person]) => ({ clientId, person }));
  }

  /** Decodes an update, unless that would be too much; only what is news in it counts. */
  #inspect(incoming: Incoming): Incoming['inspection'] {
    const update = updateOf(incoming.message);
    if (update) incoming.inspection ??= this.#decode(incoming, update);
    return incoming.inspection;
  }

  #decode(incoming: Incoming, update: Uint8Array): Incoming['inspection'] {
    const { measure, seat } = incoming;
    if (!measure) return { ok: false, reason: 'NOT_DECODABLE' };
    const { content, epoch } = this.#room;
    const most = epoch > 1 ? documentLimits.piecesAfterRestore : documentLimits.pieces;
    const doc = content.open();
    const weight = weightIn(doc);
    const left = most / weight - measure.writes;
    const news = left < 0 ? undefined : newsOf(doc, update, measure, left);
    if (!news || news.deletes > left) return { ok: false, reason: 'PIECES' };
    seat.wrote(workOfNews(measure.writes, news.deletes, weight));
    incoming.news = news.update;
    return inspectUpdate(news.update);
  }

  #clientIds(incoming: Incoming): number[] {
    const { seat, message } = incoming;
    if (message.kind === 'awareness') {
      const id = seat.presenceId === undefined ? firstClientId(message.update) : undefined;
      return id === undefined ? [] : [id];
    }
    if (!isEdit(message) || !this.#rights.get(seat.member.person) || this.#room.isClosed) return [];
    const inspection = this.#inspect(incoming);
    if (!inspection?.ok) return [];
    const { doc } = this.#room.content;
    return inspection.update.structs
      .filter(({ client, clock, length }) => {
        return !doc || Y.getState(doc.store, client) < clock + length;
      })
      .map(({ client }) => client);
  }

  /** Handles messages in order; gives those that have to wait until the log has been read on. */
  #handleAll(batch: readonly Incoming[], isLast: boolean): Incoming[] {
    const later: Incoming[] = [];
    const waiting = new Set<Seat>();
    for (const incoming of batch) {
      const { seat } = incoming;
      if (seat.isEnded) continue;
      if (!waiting.has(seat) && this.#handle(incoming, isLast)) continue;
      waiting.add(seat);
      later.push(incoming);
    }
    return later;
  }

  /** False when it has to be tried again after reading on. */
  #handle(incoming: Incoming, isLast: boolean): boolean {
    const { seat, message } = incoming;
    switch (message.kind) {
      case 'hello':
        this.#welcome(incoming, message);
        return true;
      case 'step1':
        if (!this.#answered.has(incoming)) this.#questions.push({ seat, has: message.stateVector });
        return true;
      case 'queryAwareness':
        this.#room.audience.tellEverybody(seat);
        return true;
      case 'awareness':
        this.#hear(seat, message.update);
        return true;
      case 'numbered':
        return this.#numbered(incoming, message.epoch, isLast);
      case 'step2':
      case 'update':
        return this.#edit(incoming, isLast);
    }
  }

  #welcome(incoming: Incoming, hello: Hello): void {
    const { epoch, schemaVersion, isSaving } = this.#room;
    if (hello.version < protocolVersion || hello.schemaVersion !== schemaVersion)
      this.#refuse(incoming, 'TOO_OLD', 'HELLO');
    else incoming.seat.add(serverMessage({ kind: 'welcome', epoch, schemaVersion, isSaving }));
  }

  #hear(seat: Seat, update: Uint8Array): void {
    const id = seat.presenceId ?? firstClientId(update);
    if (id === undefined || this.#room.claims.get(id) !== seat.member.person) return;
    seat.presenceId = id;
    if (seat.isHere) this.#room.audience.hear(seat, id, update);
  }

  /** Numbers of another epoch mean nothing here; the welcome has told the client so. */
  #numbered(incoming: Incoming, epoch: number, isLast: boolean): boolean {
    if (!incoming.seat.isOurs) this.#refuse(incoming, 'MALFORMED', 'NO_HELLO');
    else if (epoch === this.#room.epoch) return this.#edit(incoming, isLast);
    return true;
  }

  #edit(incoming: Incoming, isLast: boolean): boolean {
    const { seat } = incoming;
    const mayWrite = this.#rights.get(seat.member.person);
    if (mayWrite === undefined) {
      seat.end(closeCodes.stopping);
      return true;
    }
    const judgement = isEmpty(incoming) ? known : this.#judge(incoming, mayWrite);
    switch (judgement.kind) {
      case 'KNOWN':
        if (incoming.message.kind === 'numbered') this.#keep(incoming, [], true);
        return true;
      case 'ADMITTED':
        this.#admit(incoming, judgement.clientIds);
        return true;
      case 'REFUSED':
        this.#refuse(incoming, judgement.reason, judgement.detail);
        return true;
      case 'READ_ON':
        if (isLast) this.#refuseOrAsk(incoming, judgement);
        return isLast;
    }
  }

  #judge(incoming: Incoming, mayWrite: boolean): Judgement {
    const { content, kind, claims, isClosed } = this.#room;
    const { person } = incoming.seat.member;
    const inspection = this.#inspect(incoming);
    if (!inspection) throw new Error('only edits are judged');
    const now = { doc: content.open(), kind, owners: claims, person, mayWrite, isClosed };
    return judge(inspection, now);
  }

  /** The document is ahead of the log from here until the commit. */
  #admit(incoming: Incoming, clientIds: readonly number[]): void {
    const update = updateOf(incoming.message);
    if (!update) return;
    if (this.#room.isFullWith(update.length)) {
      this.#refuse(incoming, 'DOCUMENT_FULL', 'BYTES');
      return;
    }
    this.#keep(incoming, clientIds, false);
    const orphans = incoming.seat.hasProgressed();
    if (orphans.length > 0) this.#room.putBack(orphans);
  }

  #keep(incoming: Incoming, clientIds: readonly number[], isKnown: boolean): void {
    const update = updateOf(incoming.message);
    if (!update) return;
    const message = updateMessage(update);
    const row = { message, update: message.subarray(message.length - update.length) };
    if (!isKnown) this.#room.content.apply(incoming.news ?? row.update);
    this.#admitted.push({ incoming, isKnown, clientIds, row });
  }

  /** A gap is no offence by itself: stock clients send updates before their first sync. */
  #refuseOrAsk(incoming: Incoming, { reason, detail }: Judgement & { kind: 'READ_ON' }): void {
    const { seat } = incoming;
    if (reason === 'OUT_OF_ORDER' && seat.strike(incoming)) this.#orphaned.add(seat);
    else this.#refuse(incoming, reason, detail);
  }

  #refuse(incoming: Incoming, reason: Refusal, detail: string): void {
    this.#room.refuse(incoming, reason, detail);
  }

  /** Answers what was asked, now that the document is what the log says. */
  async #finish(outgoing: readonly Outgoing[]): Promise<void> {
    const { content, audience } = this.#room;
    content.settle();
    if (!content.isComplete) await this.#room.reload();
    for (const seat of this.#orphaned) seat.add(content.question());
    audience.flush(outgoing);
    for (const { seat, has } of this.#questions) this.#answer(seat, has);
    audience.hangUp();
  }
}

/**
 * Whether it stands on the record of everybody who writes here that they write. Nothing is waited for but the first
 * time of each. Who could not be put on the record has been ended.
 */
function isNoted(admitted: readonly Admitted[]): true | Promise<boolean> {
  const changing = admitted.filter(({ isKnown }) => !isKnown);
  const seats = new Set(changing.map(({ incoming }) => incoming.seat));
  const first = [...seats].filter(({ hasWritten }) => !hasWritten);
  if (first.length === 0) return true;
  return Promise.all(first.map((seat) => seat.noteWriting())).then((all) => all.every(Boolean));
}

const known: Judgement = { kind: 'KNOWN' };

/** What a client answers that has nothing more: no reason to make a document. */
function isEmpty(incoming: Incoming): boolean {
  const update = updateOf(incoming.message);
  return update?.length === 2 && update[0] === 0 && update[1] === 0;
}

function isReadable(stateVector: Uint8Array): boolean {
  if (isEmptyVector(stateVector)) return true;
  try {
    Y.decodeStateVector(stateVector);
    return true;
  } catch {
    return false;
  }
}
