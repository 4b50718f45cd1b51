import type { Register } from '../../model/register.ts';

interface Withdrawable {
  readonly withdrawn: Register<boolean>;
}

/** CG42: undisputedly withdrawn, so it asks for nothing. */
export function isWithdrawn({ withdrawn }: Withdrawable): boolean {
  return withdrawn.kind === 'VALUE' && withdrawn.value;
}

/** CG42: undisputedly not withdrawn, so it counts. While that is disputed it is neither. */
export function isLive({ withdrawn }: Withdrawable): boolean {
  return withdrawn.kind === 'EMPTY' || (withdrawn.kind === 'VALUE' && !withdrawn.value);
}
