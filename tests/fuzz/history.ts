import {
  type Attendance,
  type Blocker,
  type BlockerKind,
  closingBlockers,
  instant,
  whoHasAction,
  whoHasIt,
} from '@overlegtafel/domain';
import { seededRandom, type Random } from '../seeded-random.ts';
import { tableOf } from './cards.ts';
import { comeBack } from './deeds.ts';
import { doSomething } from './mischief.ts';
import { oracle } from './oracle.ts';
import { repair } from './repairs.ts';
import { beginClose, commitClose, type Rules, steer } from './server.ts';
import { chair, newWorld, people, type World } from './world.ts';

/** The server as it should be. */
export const realRules: Rules = {
  gate: closingBlockers,
  guardsRevision: true,
  guardsHeads: true,
};

/** What came of one history. Anything in `breaches` is a broken promise. */
export interface Outcome {
  readonly closed: boolean;
  readonly breaches: readonly string[];
  readonly asked: number;
}

/** Numbers every history of a run by itself, so that one can be played again alone. */
export function seedOf(seed: number, history: number): number {
  return (Math.imul(history + 1, 0x9e3779b1) ^ Math.imul(seed | 0, 0x85ebca6b)) >>> 0;
}

/** Plays one history from its seed. `onBlocker` hears the kinds that the gate named. */
export function playHistory(
  seed: number,
  rules: Rules,
  onBlocker: (kind: BlockerKind) => void = () => undefined,
): Outcome {
  const random = seededRandom(seed);
  const world = newWorld(random);
  const play = new Play(world, rules, onBlocker);
  const deeds = 5 + random.below(40);
  for (let n = 0; n < deeds && !play.isOver(); n += 1) {
    doSomething(world, random, play.rules);
    play.look();
  }
  for (let round = 0; round < maxRounds && !play.isOver(); round += 1) tryToClose(play, random);
  play.afterwards(random);
  return { closed: play.isOver(), breaches: play.breaches, asked: play.asked };
}

const maxRounds = 16;

function tryToClose(play: Play, random: Random): void {
  const { world } = play;
  const { state } = world.meeting;
  if (state.kind === 'ADJOURNED') {
    if (random.chance(0.1)) return;
    steer(world, { kind: 'RESUME', by: chair, at: world.now });
  }
  for (const person of people) if (random.chance(0.5)) comeBack(world, person, random);
  const closer = random.pick(people as [typeof chair, ...(typeof people)[number][]]);
  const blockers = beginClose(world, closer, play.rules);
  for (const blocker of blockers) if (random.chance(0.92)) repair(world, random, blocker);
  if (random.chance(0.3)) disturb(play, random);
  if (random.chance(0.1)) beginClose(world, chair, play.rules);
  commitClose(world, closer, play.rules);
  play.look();
  if (random.chance(0.1)) commitClose(world, chair, play.rules);
  play.look();
}

/** Between reading and committing people go on; sometimes the closer is so slow that its hold runs out. */
function disturb(play: Play, random: Random): void {
  const { world } = play;
  if (random.chance(0.25)) world.now = instant(world.now + 11_000);
  const deeds = 1 + random.below(4);
  for (let n = 0; n < deeds && !play.isOver(); n += 1) {
    doSomething(world, random, play.rules);
    play.look();
  }
}

/** Watches over one history. */
class Play {
  readonly breaches: string[] = [];
  readonly rules: Rules;
  readonly world: World;
  asked = 0;
  #judged = false;

  constructor(world: World, rules: Rules, onBlocker: (kind: BlockerKind) => void) {
    this.world = world;
    this.rules = {
      ...rules,
      gate: (state, now) => {
        const blockers = rules.gate(state, now);
        this.asked += 1;
        for (const { kind } of blockers) onBlocker(kind);
        if (rules.gate === closingBlockers) this.#compare(blockers, oracle(state, now));
        return blockers;
      },
    };
  }

  isOver(): boolean {
    return this.world.meeting.state.kind === 'CLOSED';
  }

  /** CG80: judges a meeting at the moment it closed, and who has everything then. */
  look(): void {
    if (this.#judged || !this.isOver()) return;
    this.#judged = true;
    const state = tableOf(this.world);
    for (const wrong of oracle(state, this.world.now)) this.breaches.push(`closed with ${wrong}`);
    this.breaches.push(...unowned(state));
  }

  /** What arrives after closing changes nothing, a second close neither. */
  afterwards(random: Random): void {
    if (!this.isOver()) return;
    const { heads, meeting } = this.world;
    for (let n = 0; n < 4; n += 1) doSomething(this.world, random, this.rules);
    for (const person of people) comeBack(this.world, person, random);
    if (this.world.heads !== heads || this.world.meeting !== meeting)
      this.breaches.push('changed after closing');
  }

  /** CG81: the gate and the oracle agree, in both directions. */
  #compare(blockers: readonly Blocker[], wrong: readonly string[]): void {
    if ((blockers.length === 0) === (wrong.length === 0)) return;
    const kinds = blockers.map(({ kind }) => kind).join(', ');
    this.breaches.push(`gate says [${kinds}], oracle says [${wrong.join('; ')}]`);
  }
}

/** ML31: after closing somebody at the table has everything; the party that brought a case has nothing left. */
function unowned(state: ReturnType<typeof tableOf>): readonly string[] {
  const attendance: Attendance = state;
  return state.items.flatMap((card) => {
    const things = [
      whoHasIt(card, attendance),
      ...card.actions.map((action) => whoHasAction(action, card, attendance)),
    ];
    return things.some(({ kind }) => kind === 'BRINGING_PARTY') ? [`${card.id} is unowned`] : [];
  });
}
