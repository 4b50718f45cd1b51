import type { Heads } from '../audit/heads.ts';

/** What a backup of a database is, beside its file: enough to know whether what was put back is the same. */
export interface DatabaseCopy {
  readonly kind: 'sqlite' | 'postgresql';
  /** The name of the file in the folder of the backup. */
  readonly file: string;
  /** Which database it is a copy of. */
  readonly database: string;
  /** How many migrations it has had. */
  readonly migrations: number;
  /** How far every chain had come. */
  readonly heads: Heads;
}

/** The names that the copy has in a backup. */
export const copyNames = { sqlite: 'overlegtafel.db', postgresql: 'overlegtafel.export' } as const;

/** A chain in what was copied is broken: a restore would refuse it. */
export class BrokenCopyError extends Error {
  override readonly name = 'BrokenCopyError';
  readonly broken: number;
  readonly chains: number;

  constructor(broken: number, chains: number) {
    super(`${broken} of ${chains} chains are broken`);
    this.broken = broken;
    this.chains = chains;
  }
}

/** What was put back is not what was saved, or cannot be put there. Nothing was changed. */
export class RestoreRefusedError extends Error {
  override readonly name = 'RestoreRefusedError';
  readonly why: RestoreRefusal;

  constructor(why: RestoreRefusal, message: string) {
    super(message);
    this.why = why;
  }
}

export type RestoreRefusal = 'NOT_EMPTY' | 'DAMAGED' | 'OTHER_KIND' | 'NEWER';
