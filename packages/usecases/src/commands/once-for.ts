import type { Commit } from '../ports/changes.ts';
import type { Caller } from '../world.ts';

/**
 * What makes a call happen once, for the commit that does it.
 *
 * @param answer what whoever asked is told; absent while more commits of the same call follow
 */
export function onceFor({ claim }: Pick<Caller, 'claim'>, answer?: object): Pick<Commit, 'once'> {
  if (claim === undefined) return {};
  return { once: { claim, ...(answer === undefined ? {} : { answer }) } };
}
