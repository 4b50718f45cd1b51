import type { Random } from '../../seeded-random.ts';

type Mutation = (frame: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** The longest that a variable-length number can claim to be: 2^31 - 1, and beyond 2^53. */
const greatNumbers: readonly [readonly number[], ...(readonly number[])[]] = [
  [0xff, 0xff, 0xff, 0xff, 0x07],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
];

const mutations: readonly [Mutation, ...Mutation[]] = [
  flipBits,
  flipBits,
  replaceBytes,
  cut,
  grow,
  claimGreatNumber,
  splice,
  repeatPart,
];

/** One to three changes of a frame that was valid. */
export function mutate(frame: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  let mutant: Uint8Array = Uint8Array.from(frame);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    mutant = random.pick(mutations)(mutant, random, other);
  }
  return mutant;
}

function flipBits(frame: Uint8Array, random: Random): Uint8Array {
  const at = random.below(frame.length);
  frame[at] = (frame[at] ?? 0) ^ (1 << random.below(8));
  return frame;
}

function replaceBytes(frame: Uint8Array, random: Random): Uint8Array {
  const at = random.below(frame.length);
  for (let i = at; i < Math.min(frame.length, at + 4); i += 1) frame[i] = random.below(256);
  return frame;
}

function cut(frame: Uint8Array, random: Random): Uint8Array {
  return frame.slice(0, 1 + random.below(frame.length));
}

function grow(frame: Uint8Array, random: Random): Uint8Array {
  const more = Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256));
  return Buffer.concat([frame, more]);
}

function claimGreatNumber(frame: Uint8Array, random: Random): Uint8Array {
  const at = random.below(frame.length);
  const number = Uint8Array.from(random.pick(greatNumbers));
  return Buffer.concat([frame.slice(0, at), number, frame.slice(at + 1)]);
}

function splice(frame: Uint8Array, random: Random, other: Uint8Array): Uint8Array {
  return Buffer.concat([
    frame.slice(0, 1 + random.below(frame.length)),
    other.slice(random.below(other.length)),
  ]);
}

function repeatPart(frame: Uint8Array, random: Random): Uint8Array {
  const at = random.below(frame.length);
  return Buffer.concat([frame.slice(0, at), frame.slice(at >> 1)]);
}
