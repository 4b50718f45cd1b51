/** The chains that can be checked. */
export type ChainKind =
  | 'ROOM'
  | 'ACCESS'
  | 'PROCESSING'
  | 'RECORD'
  | 'CHECKPOINT'
  | 'DESTRUCTION'
  /** The changes of what gives rights; then single rows, which have a verdict only when they are wrong. */
  | 'ACCOUNTS'
  | 'MEMBERSHIP'
  | 'PERSON'
  | 'SUBJECT';

/** What is wrong with the first line that is not right. */
export type Damage =
  /** A line that must be there is not. */
  | 'MISSING'
  /** A line is not what was written, or stands in another place. */
  | 'CHANGED'
  /** There are lines that belong to no chain, or stand beyond its end. */
  | 'EXTRA'
  /** It stood so once, and was changed since by the server itself. */
  | 'PUT_BACK'
  /** The end of the chain is not the last line. */
  | 'END_MOVED'
  /** What was sealed is not what was sealed then. */
  | 'SEAL_BROKEN'
  /** Not signed with the key of this installation, or not by it. */
  | 'NOT_SIGNED'
  /** A checkpoint promised this line, and it is not there or is another one. */
  | 'NOT_AS_PROMISED'
  /** It names what was destroyed, and that is there again. */
  | 'BACK_AGAIN';

/** What a check of one chain found. */
export type ChainVerdict =
  | {
      readonly kind: 'SOUND';
      readonly of: ChainKind;
      readonly name: string;
      readonly lines: number;
    }
  | {
      readonly kind: 'BROKEN';
      readonly of: ChainKind;
      readonly name: string;
      /** The first wrong line, counted from 1. */
      readonly line: number;
      readonly damage: Damage;
    };

/** Says where a check stopped. */
export class ChainBroken extends Error {
  override readonly name = 'ChainBroken';
  readonly line: number;
  readonly damage: Damage;

  constructor(line: number, damage: Damage) {
    super(`line ${line}: ${damage}`);
    this.line = line;
    this.damage = damage;
  }
}

/** Runs a check, which gives the number of lines or throws where it stopped. */
export async function verdictOf(
  chain: { readonly of: ChainKind; readonly name: string },
  check: () => Promise<number> | number,
): Promise<ChainVerdict> {
  try {
    return { kind: 'SOUND', ...chain, lines: await check() };
  } catch (error) {
    if (!(error instanceof ChainBroken)) throw error;
    return { kind: 'BROKEN', ...chain, line: error.line, damage: error.damage };
  }
}
