/** Attacks with single frames: mutated, too large, of the wrong kind, compressed. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import {
  closeCodes,
  helloMessage,
  readClientMessage,
  updateMessage,
  writerBytes,
} from '@overlegtafel/protocol';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Random } from '../../seeded-random.ts';
import { varUint } from '../../bench/load/messages.ts';
import { mustHold, type Attack } from './attack.ts';
import { mutate } from './mutator.ts';
import { recordFrames } from './recorded-frames.ts';
import { endOf, type Target } from './target.ts';

const mib = 1024 * 1024;
const lanes = 5;
/** Stays below what one connection may send at once: two messages for each mutant. */
const mutantsPerConnection = 150;
const welcomeType = 104;

const mutatedFrames: Attack = {
  name: 'mutated frames',
  logged: ['MALFORMED', 'DOES_NOT_FIT'],
  // Decoding makes waste that is collected late; what may stay is bounded by the flags of the server.
  peakAtMostMiB: 300,
  async run(target, { mutants }) {
    const ends = new Map<string, number>();
    const each = Math.ceil(mutants / lanes);
    await Promise.all(Array.from({ length: lanes }, (_, as) => lane(target, { as, each, ends })));
    const told = [...ends].toSorted(([, a], [, b]) => b - a).map(([end, n]) => `${end}: ${n}`);
    return `${each * lanes} judged one by one; closed with ${told.join(', ')}`;
  },
};

interface Lane {
  readonly as: number;
  readonly each: number;
  readonly ends: Map<string, number>;
}

/** One attacker, who says hello after every mutant: the answer tells that it was judged. */
async function lane(target: Target, { as, each, ends }: Lane): Promise<void> {
  const random = target.random.part(`mutants ${as}`);
  const { canary } = target.stage;
  const frames = await recordFrames(target.attacker(as), random, canary);
  let done = 0;
  while (done < each) {
    const socket = await target.connect({ as });
    const end = endOf(socket).then(({ code, reason }) => {
      const key = `${code} ${reason}`.trim();
      ends.set(key, (ends.get(key) ?? 0) + 1);
    });
    if (done === 0) for (const frame of frames) socket.send(frame);
    done += await sendMutants(socket, frames, { random, most: each - done });
    socket.terminate();
    await end;
  }
}

async function sendMutants(
  socket: WebSocket,
  frames: readonly Uint8Array[],
  { random, most }: { random: Random; most: number },
): Promise<number> {
  const hello = helloMessage({ writer: randomBytes(writerBytes), epoch: 0, schemaVersion: 1 });
  const limit = Math.min(most, mutantsPerConnection);
  for (let sent = 1; ; sent += 1) {
    const pick = () => frames[random.below(frames.length)] ?? new Uint8Array(1);
    socket.send(mutant(pick(), pick(), random));
    socket.send(hello);
    const isOpen = await isAnswered(socket);
    if (!isOpen || sent >= limit) return sent;
  }
}

/** Every other one keeps its envelope, so that what is wrong is inside the update. */
function mutant(frame: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const message = readClientMessage(frame);
  return message?.kind === 'update' && random.chance(0.5)
    ? updateMessage(mutate(message.update, random, other))
    : mutate(frame, random, other);
}

function isAnswered(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isOpen: boolean) => {
      socket.off('message', onMessage);
      socket.off('close', onClose);
      resolve(isOpen);
    };
    const onMessage = (bytes: Buffer) => {
      if (bytes[0] === welcomeType) settle(true);
    };
    const onClose = () => {
      settle(false);
    };
    socket.on('message', onMessage);
    socket.on('close', onClose);
    if (socket.readyState >= socket.CLOSING) settle(false);
  });
}

const giantFrame: Attack = {
  name: 'a frame of 100 MB',
  logged: ['TOO_LARGE'],
  peakAtMostMiB: 60,
  async run(target) {
    const { code } = await target.endAfter([Buffer.alloc(100 * mib)]);
    mustHold(code === 1009, `it was ended with ${code}`);
    return `closed with ${code}`;
  },
};

const giantUpdate: Attack = {
  name: 'a valid update of 90 MB',
  logged: ['TOO_LARGE'],
  peakAtMostMiB: 60,
  async run(target) {
    const client = 1 + target.random.below(2 ** 31);
    const update = longText(client, target.stage.canary.padEnd(90 * mib, 'x'));
    const { code } = await target.endAfter([updateMessage(update)]);
    mustHold(code === 1009, `it was ended with ${code}`);
    const got = Y.getState(target.honest[1].doc.store, client);
    mustHold(got === 0, `${got} letters of it reached others`);
    return `closed with ${code}, nothing of it reached anybody`;
  },
};

/** What Yjs makes of a long text at the start of the notes; Yjs itself would need seconds for it. */
function longText(client: number, text: string): Uint8Array {
  const isText = 4;
  const atRoot = [1, 'scratch'.length, ...Buffer.from('scratch')];
  return Buffer.concat([
    Buffer.from([1, 1]),
    varUint(client),
    Buffer.from([0, isText, ...atRoot]),
    varUint(text.length),
    Buffer.from(text, 'latin1'),
    Buffer.from([0]),
  ]);
}

const textFrames: Attack = {
  name: 'text frames',
  logged: ['MALFORMED'],
  peakAtMostMiB: 60,
  async run(target, { frames }) {
    for (let i = 0; i < frames; i += 1) {
      const { code } = await target.endAfter([`${target.stage.canary} ${i}`], i);
      mustHold(code === closeCodes.malformed, `a text was ended with ${code}`);
    }
    return `${frames} sent, each closed with ${closeCodes.malformed}`;
  },
};

const protocolError = 1002;

const compressedFrame: Attack = {
  name: 'compression',
  logged: ['MALFORMED'],
  peakAtMostMiB: 60,
  async run(target) {
    const socket = await target.connect({ deflate: true });
    mustHold(socket.extensions === '', `${socket.extensions} was negotiated`);
    socket.terminate();
    const code = await endOfCompressed(target);
    mustHold(code === protocolError, `a compressed frame was ended with ${code}`);
    return `not negotiated; a compressed frame is closed with ${code}`;
  },
};

/** Says that a frame is compressed although nobody agreed to that. Gives the close code. */
function endOfCompressed(target: Target): Promise<number> {
  const { cookie } = target.attacker();
  const { url, port } = target.stage.server;
  const socket = connect(port, '127.0.0.1');
  const lines = [
    `GET /documents/${target.room} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    `Origin: ${url}`,
    `Cookie: ${cookie}`,
  ];
  const compressed = Buffer.from([0xc2, 0x82, 0, 0, 0, 0, 3, 0]);
  socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), compressed]));
  const got: Buffer[] = [];
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (bytes: Buffer) => {
      got.push(bytes);
      const at = Buffer.concat(got).indexOf(Buffer.from([0x88]));
      if (at < 0) return;
      const frame = Buffer.concat(got).subarray(at);
      if (frame.length < 4) return;
      resolve(frame.readUInt16BE(2));
      socket.destroy();
    });
  });
}

export const frameAttacks: readonly Attack[] = [
  mutatedFrames,
  giantFrame,
  giantUpdate,
  textFrames,
  compressedFrame,
];
