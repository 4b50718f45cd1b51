import type { Random } from '../seeded-random.ts';
import type { Clock } from './clock.ts';
import { disturbances, type Disturbance, type LaneConditions } from './conditions.ts';
import { encodeFrame, isWholeBinary, opcode, type Frame } from './frames.ts';

/** A message that is overtaken waits at most this long for another that overtakes it. */
const reorderPatienceMs = 200;

interface LaneParts {
  readonly random: Random;
  readonly clock: Clock;
  readonly conditions: () => LaneConditions;
  readonly write: (bytes: Buffer) => void;
  readonly count: (what: Disturbance | 'passed') => void;
}

/**
 * One direction of one WebSocket. Whole binary messages (those of y-websocket) are disturbed; text
 * and control frames only share the delay. Whatever is not reordered stays in order.
 */
export class Lane {
  private readonly parts: LaneParts;
  private readonly timers = new Set<() => void>();
  private readonly onTheirWay: Buffer[] = [];
  private overtaken: { readonly frame: Frame; readonly cancel: () => void } | undefined;
  private lastDue = 0;
  private hasGreeted = false;

  constructor(parts: LaneParts) {
    this.parts = parts;
  }

  accept(frame: Frame): void {
    const { count } = this.parts;
    const what = isWholeBinary(frame) ? this.fateOf() : undefined;
    count(what ?? 'passed');
    if (what === 'reorder' && this.overtaken === undefined) {
      this.holdBack(frame);
      return;
    }
    for (const changed of apply(what, frame, this.parts.random)) this.send(changed);
    this.release();
  }

  /** Forgets what is still on its way. */
  stop(): void {
    this.overtaken?.cancel();
    this.overtaken = undefined;
    for (const cancel of this.timers) cancel();
    this.timers.clear();
    this.onTheirWay.length = 0;
  }

  private fateOf(): Disturbance | undefined {
    const what = this.fate();
    const isSpared = !this.hasGreeted && this.parts.conditions().sparesGreeting === true;
    this.hasGreeted = true;
    return isSpared && (what === 'drop' || what === 'reorder') ? undefined : what;
  }

  private fate(): Disturbance | undefined {
    const { random, conditions } = this.parts;
    const now = conditions();
    return disturbances.find((what) => {
      const probability = now[what] ?? 0;
      return probability > 0 && random.chance(probability);
    });
  }

  private holdBack(frame: Frame): void {
    const cancel = this.parts.clock.after(reorderPatienceMs, () => {
      this.release();
    });
    this.overtaken = { frame, cancel };
  }

  private release(): void {
    if (this.overtaken === undefined) return;
    const { frame, cancel } = this.overtaken;
    this.overtaken = undefined;
    cancel();
    this.send(frame);
  }

  private send(frame: Frame): void {
    const { clock, conditions, random, write } = this.parts;
    const { delayMs = 0, jitterMs = 0 } = conditions();
    const slow = delayMs + (jitterMs > 0 ? random.next() * jitterMs : 0);
    const due = Math.max(this.lastDue, clock.now() + slow);
    const bytes = encodeFrame(frame);
    if (due <= clock.now() && this.timers.size === 0) {
      write(bytes);
      return;
    }
    this.lastDue = due;
    this.onTheirWay.push(bytes);
    // Timers may ring out of order: each lets the next one through, whichever it was made for.
    const cancel = clock.after(due - clock.now(), () => {
      this.timers.delete(cancel);
      const next = this.onTheirWay.shift();
      if (next !== undefined) write(next);
    });
    this.timers.add(cancel);
  }
}

function apply(what: Disturbance | undefined, frame: Frame, random: Random): Frame[] {
  switch (what) {
    case 'drop':
      return [];
    case 'duplicate':
      return [frame, frame];
    case 'split':
      return split(frame, random);
    case 'truncate':
      return [{ ...frame, payload: frame.payload.subarray(0, random.below(frame.payload.length)) }];
    case 'corrupt':
      return [corrupt(frame, random)];
    case 'reorder':
    case undefined:
      return [frame];
  }
}

/** As a sender may do it: a first frame and continuations. */
function split(frame: Frame, random: Random): Frame[] {
  const { payload } = frame;
  const cut = random.below(payload.length + 1);
  const again = cut + random.below(payload.length - cut + 1);
  const rest = { ...frame, opcode: opcode.continuation };
  return [
    { ...frame, fin: false, payload: payload.subarray(0, cut) },
    { ...rest, fin: false, payload: payload.subarray(cut, again) },
    { ...rest, fin: true, payload: payload.subarray(again) },
  ];
}

/**
 * Flips bits in the envelope of a message (kind, step, length). What is written inside an update is
 * left alone: a letter that became another letter is a valid edit, and no receiver can know.
 */
function corrupt(frame: Frame, random: Random): Frame {
  const payload = Buffer.from(frame.payload);
  const envelope = Math.min(3, payload.length);
  if (envelope === 0) return frame;
  const at = random.below(envelope);
  payload[at] = (payload[at] ?? 0) ^ (0x70 | random.below(16));
  return { ...frame, payload };
}
