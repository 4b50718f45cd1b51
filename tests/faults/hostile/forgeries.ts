/** Attacks with updates that are well-formed and still wrong. */
import { closeCodes, updateMessage } from '@overlegtafel/protocol';
import * as encoding from 'lib0/encoding';
import { richTextSchema } from '@overlegtafel/documents';
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror';
import * as Y from 'yjs';
import { presenceMessage } from '../../bench/load/messages.ts';
import { mustHold, type Attack } from './attack.ts';
import { breathe, type End, type Target } from './target.ts';

const { outOfOrder, malformed, tooLarge } = closeCodes;
const seenWithinMs = 10_000;

/** What somebody would send who has the document of the room and changes it like this. */
function changed(target: Target, change: (doc: Y.Doc) => void, as?: number): Uint8Array {
  const [, reader] = target.honest;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(reader.doc));
  if (as !== undefined) doc.clientID = as;
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

/** An update that claims so much deleted content of a client. */
function giantLength(client: number, clock: number, length: number): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [1, 1, client, clock]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
  encoding.writeVarUint(encoder, 0);
  return encoding.toUint8Array(encoder);
}

async function mustEnd(target: Target, update: Uint8Array, codes: readonly number[]): Promise<End> {
  const end = await target.endAfter([updateMessage(update)]);
  mustHold(codes.includes(end.code), `it was ended with ${end.code} ${end.reason}`);
  return end;
}

const forgedClientIds: Attack = {
  name: 'forged client ids and giant lengths',
  logged: ['NOT_YOURS', 'MALFORMED'],
  peakAtMostMiB: 60,
  async run(target) {
    const victim = target.honest.at(-1);
    mustHold(victim !== undefined, 'somebody to be forged');
    const id = victim.doc.clientID;
    victim.write('mijn eigen woorden');
    await target.stage.until(() => victim.isSettled, seenWithinMs);
    const forge = (doc: Y.Doc) => {
      doc.getText('scratch').insert(0, target.stage.canary);
    };
    await mustEnd(target, changed(target, forge, id), [outOfOrder]);
    const clock = Y.getState(victim.doc.store, id);
    for (const length of [1, 2 ** 30, 2 ** 31 - 1 - clock, 2 ** 31, 2 ** 40]) {
      await mustEnd(target, giantLength(id, clock, length), [outOfOrder, malformed]);
    }
    const impostor = await target.connect();
    impostor.send(presenceMessage(id, 1000, target.stage.canary));
    await mustStillSpeak(target, victim);
    impostor.terminate();
    return 'closed with 4422 and 4400; the victim’s text stays and the victim goes on';
  },
};

async function mustStillSpeak(target: Target, victim: Target['honest'][number]): Promise<void> {
  const words = `ik ben er nog ${target.random.below(1_000_000)}`;
  victim.write(words);
  const others = target.honest.filter((one) => one !== victim);
  const heard = () =>
    others.every(({ doc }) => {
      const text = doc.getText('scratch').toJSON();
      return text.includes(words) && text.includes('mijn eigen woorden');
    });
  mustHold(await target.stage.until(heard, seenWithinMs), 'the victim was silenced');
}

const orphans: Attack = {
  name: 'updates that build on nothing',
  logged: ['OUT_OF_ORDER'],
  peakAtMostMiB: 100,
  async run(target, { parked }) {
    const doc = new Y.Doc();
    const text = doc.getText('scratch');
    text.insert(0, target.stage.canary);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let i = 0; i < parked; i += 1) text.insert(0, 'x');
    let connections = 0;
    while (updates.length > 0) {
      connections += 1;
      const socket = await target.connect({ as: connections });
      const isOpen = () => socket.readyState === socket.OPEN;
      for (let sent = 0; isOpen() && updates.length > 0; sent += 1) {
        socket.send(updateMessage(updates.pop() ?? new Uint8Array()));
        if (sent % 100 === 99) await breathe();
      }
      socket.terminate();
    }
    const some = Array.from({ length: 25 }, (_, i) => giantLength(doc.clientID, 9 + i, 1));
    const { code } = await target.endAfter(some.map((update) => updateMessage(update)));
    mustHold(([outOfOrder, tooLarge] as number[]).includes(code), `it was ended with ${code}`);
    return `${parked} sent over ${connections} connections; closed with ${code}`;
  },
};

const unknownRoots: Attack = {
  name: 'unknown roots, and roots as another type',
  logged: ['DOES_NOT_FIT'],
  peakAtMostMiB: 60,
  async run(target) {
    const { canary } = target.stage;
    const changes: ((doc: Y.Doc) => void)[] = [
      (doc) => {
        doc.getText('eigen').insert(0, canary);
      },
      (doc) => {
        doc.getMap(canary).set('a', 1);
      },
      (doc) => {
        new Y.Doc().getMap('x');
        doc.getArray('__proto__').push([canary]);
      },
      (doc) => {
        doc.getMap('nooit').set('constructor', new Y.Map());
      },
    ];
    for (const change of changes) await mustEnd(target, changed(target, change), [outOfOrder]);
    const asMap = new Y.Doc();
    asMap.getMap('priority').set(canary, 1);
    await mustEnd(target, Y.encodeStateAsUpdate(asMap), [outOfOrder]);
    return `${changes.length + 1} sent, each closed with ${outOfOrder}`;
  },
};

const poisons: Readonly<Record<string, (facts: Y.XmlFragment, word: string) => void>> = {
  'a known node in a forbidden place': (facts) => {
    facts.push([new Y.XmlElement('listItem')]);
  },
  'bare text in a section': (facts, word) => {
    facts.push([new Y.XmlText(word)]);
  },
  'an unknown node': (facts) => {
    facts.push([new Y.XmlElement('image')]);
  },
};

const schemaPoisoning: Attack = {
  name: 'schema poisoning',
  logged: ['DOES_NOT_FIT'],
  peakAtMostMiB: 60,
  async run(target) {
    const [honest, other] = target.honest;
    for (const poison of Object.values(poisons)) {
      const update = changed(target, (doc) => {
        poison(doc.getXmlFragment('facts'), target.stage.canary);
      });
      await mustEnd(target, update, [outOfOrder]);
      for (const { doc } of [honest, other]) mustOpenUnchanged(doc);
    }
    return `3 sent, each closed with ${outOfOrder}; opening the field sends 0 updates`;
  },
};

/** What an editor does when somebody opens the field. */
function mustOpenUnchanged(shown: Y.Doc): void {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(shown));
  const facts = doc.getXmlFragment('facts');
  const before = facts.toJSON();
  let sent = 0;
  doc.on('update', () => (sent += 1));
  const opened = initProseMirrorDoc(facts, richTextSchema);
  updateYFragment(doc, facts, opened.doc, opened.meta);
  opened.doc.check();
  mustHold(sent === 0, `opening the field sent ${sent} updates`);
  mustHold(before.includes(honestFact) && facts.toJSON() === before, 'the text did not stay');
}

/** What stands in the field that is poisoned. */
const honestFact = 'de buurvrouw hoorde geschreeuw';

/** Writes it as an editor does. */
export function writeHonestFact(doc: Y.Doc): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    doc.getXmlFragment('facts').push([paragraph]);
    paragraph.push([new Y.XmlText(honestFact)]);
  });
}

export const forgeries: readonly Attack[] = [
  forgedClientIds,
  orphans,
  unknownRoots,
  schemaPoisoning,
];
