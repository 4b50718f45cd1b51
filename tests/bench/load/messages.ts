/** y-websocket messages: builds them, and reads just enough of them to measure. */
import * as Y from 'yjs';

export const emptyStateVector = Buffer.from([0]);
const emptyUpdate = Buffer.from([0, 0]);

export function varUint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push(0x80 | (rest & 127));
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

const sync = (step: number, body: Uint8Array) =>
  Buffer.concat([Buffer.from([0, step]), varUint(body.length), body]);

export const syncStep1 = (stateVector: Uint8Array) => sync(0, stateVector);
export const updateMessage = (update: Uint8Array) => sync(2, update);
export const emptyStep2 = sync(1, emptyUpdate);

/** Cursor of the small readers below: nothing is allocated for a message that only is measured. */
let cursor = 0;

function readVarUint(bytes: Buffer): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = bytes[cursor] ?? 0;
    cursor += 1;
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}

export type MessageKind = 'step1' | 'step2' | 'update' | 'awareness' | 'other';
const syncKinds = ['step1', 'step2', 'update'] as const;

export function kindOf(bytes: Buffer, start: number): MessageKind {
  if (bytes[start] === 1) return 'awareness';
  // 4 is how Hocuspocus marks its answer to a first sync.
  if (bytes[start] !== 0 && bytes[start] !== 4) return 'other';
  return syncKinds[bytes[start + 1] ?? 3] ?? 'other';
}

/** The update inside a sync message that starts at `start`. */
export function updateIn(bytes: Buffer, start: number): Buffer {
  cursor = start + 2;
  const length = readVarUint(bytes);
  return bytes.subarray(cursor, cursor + length);
}

export type OnStructs = (client: number, clock: number, length: number) => void;

/** Calls back for every run of structs in a sync message that carries an update. */
export function eachStruct(bytes: Buffer, start: number, onStructs: OnStructs): void {
  cursor = start + 2;
  const length = readVarUint(bytes);
  const from = cursor;
  const clients = readVarUint(bytes);
  if (clients === 0) return;
  if (clients === 1 && readVarUint(bytes) === 1) {
    const client = readVarUint(bytes);
    const clock = readVarUint(bytes);
    onStructs(client, clock, lengthOfOneStruct(bytes));
    return;
  }
  // Merged by the server: the slow way.
  for (const struct of Y.decodeUpdate(bytes.subarray(from, from + length)).structs) {
    onStructs(struct.id.client, struct.id.clock, struct.length);
  }
}

/** The generator writes single values and ASCII text, so only text is longer than 1. */
function lengthOfOneStruct(bytes: Buffer): number {
  const info = bytes[cursor] ?? 0;
  if ((info & 31) !== 4) return 1;
  cursor += 1;
  skipNeighbours(bytes, info);
  return readVarUint(bytes);
}

function skipNeighbours(bytes: Buffer, info: number): void {
  const skipId = () => {
    readVarUint(bytes);
    readVarUint(bytes);
  };
  const skipText = () => {
    const length = readVarUint(bytes);
    cursor += length;
  };
  if (info & 0x80) skipId();
  if (info & 0x40) skipId();
  if ((info & 0xc0) !== 0) return;
  if (readVarUint(bytes) === 1) skipText();
  else skipId();
  if (info & 0x20) skipText();
}

/** Calls back for every entry of a presence message that starts at `start`. */
export function eachPresence(
  bytes: Buffer,
  start: number,
  onEntry: (client: number, clock: number) => void,
): void {
  cursor = start + 1;
  readVarUint(bytes);
  const entries = readVarUint(bytes);
  for (let i = 0; i < entries; i += 1) {
    const client = readVarUint(bytes);
    const clock = readVarUint(bytes);
    const length = readVarUint(bytes);
    const next = cursor + length;
    onEntry(client, clock);
    cursor = next;
  }
}

/** What an editor tells about its person: name, colour and where the cursor stands. 230 bytes. */
export function presenceMessage(client: number, clock: number, name: string): Buffer {
  const at = (offset: number) => ({
    type: null,
    tname: 'notes',
    item: { client, clock: (client % 50_000) + clock * 7 + offset },
    assoc: 0,
  });
  const state = Buffer.from(
    JSON.stringify({
      user: { name, color: '#30bced' },
      cursor: { anchor: at(0), head: at(3) },
      section: 'agenda-3',
    }),
  );
  const entry = [varUint(1), varUint(client), varUint(clock), varUint(state.length), state];
  const body = Buffer.concat(entry);
  return Buffer.concat([Buffer.from([1]), varUint(body.length), body]);
}
