import { clocks } from './cases/clocks.ts';
import { crashes } from './cases/crashes.ts';
import { crowds } from './cases/crowds.ts';
import { damage } from './cases/damage.ts';
import { disks } from './cases/disks.ts';
import { hostile } from './cases/hostile.ts';
import { network } from './cases/network.ts';
import { programs } from './cases/programs.ts';
import type { FaultCase } from './fault-case.ts';

/** All fault cases, by number. */
export const faultCases: readonly FaultCase[] = [
  ...crashes,
  ...disks,
  ...damage,
  ...network,
  ...clocks,
  ...crowds,
  ...hostile,
  ...programs,
].toSorted((a, b) => a.number - b.number);
