import { canonicalJson } from '@overlegtafel/documents';
import type { ChainVerdict } from '../audit/chain-verdict.ts';
import type { CheckpointFolder, Chains } from '../audit/chains.ts';
import { identityOf, readHeads } from '../audit/heads.ts';
import type { Storage } from '../kit/orm.ts';
import { BrokenCopyError, type DatabaseCopy, RestoreRefusedError } from './backup-form.ts';

/** A copy that is put back: what it should be, where its file is, and what was promised about it. */
export interface PutBack {
  readonly copy: DatabaseCopy;
  readonly path: string;
  readonly checkpoints: CheckpointFolder;
}

/**
 * Checks every chain of what was put back, and that it is as far as was described.
 *
 * @throws {RestoreRefusedError} when it is not
 */
export async function checkCopy(
  storage: Pick<Storage, 'tables' | 'orm'>,
  chains: Chains,
  { copy, checkpoints }: PutBack,
): Promise<readonly ChainVerdict[]> {
  const verdicts = await chains.verify(checkpoints);
  const broken = verdicts.find(({ kind }) => kind === 'BROKEN');
  if (broken) throw damaged(`the chain ${broken.of} ${broken.name} is broken`);
  // An older version described fewer kinds of chains.
  const described = Object.entries(await readHeads(storage)).filter(([of]) => of in copy.heads);
  const isSame =
    (await identityOf(storage)) === copy.database &&
    canonicalJson(Object.fromEntries(described)) === canonicalJson(copy.heads);
  if (!isSame) throw damaged('it is not as far as its description says');
  return verdicts;
}

/**
 * Asks of a fresh copy what a restore will ask of it.
 *
 * @throws {BrokenCopyError} when a chain in it is broken
 */
export async function refuseBrokenCopy(chains: Chains): Promise<void> {
  const verdicts = await chains.verify();
  const broken = verdicts.filter(({ kind }) => kind === 'BROKEN').length;
  if (broken > 0) throw new BrokenCopyError(broken, verdicts.length);
}

function damaged(what: string): RestoreRefusedError {
  return new RestoreRefusedError('DAMAGED', what);
}
