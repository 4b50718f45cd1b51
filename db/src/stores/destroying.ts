import { and, eq, isNotNull, type SQL } from 'drizzle-orm';
import type { Storage } from '../kit/orm.ts';
import type { Statement } from '../kit/statement.ts';
import type { RoomGateStore } from '../log/gate.ts';
import { secretOfReport } from './commit-keys.ts';
import { forgetCase } from './forget-case.ts';
import { readThingId } from './kept-things.ts';

/** What destroys a thing in one guarded write. */
export interface Destroying {
  /** Matches what is still there, as long as `free` holds. */
  readonly condition: Statement;
  /** What goes with it. */
  readonly statements: readonly Statement[];
}

/** The one way in which anything is destroyed: keys for what is sealed, rows for what is only kept until then. */
export async function destroying(
  storage: Pick<Storage, 'orm' | 'tables'>,
  gate: RoomGateStore,
  thing: string,
  free?: SQL,
): Promise<Destroying> {
  const { orm, tables } = storage;
  const { caseKey, secretKey, advice } = tables;
  const { what, of } = readThingId(thing);
  if (what === 'CASE') {
    const isIts = and(eq(caseKey.caseId, of), isNotNull(caseKey.wrapped), free);
    return {
      condition: orm
        .update(caseKey)
        .set({ wrapped: null })
        .where(isIts)
        .returning({ n: caseKey.number }),
      statements: await forgetCase(storage, of),
    };
  }
  if (what === 'ROOM') return gate.destroying(of, free);
  if (what === 'ADVICE')
    return {
      condition: orm.delete(advice).where(eq(advice.id, of)).returning({ id: advice.id }),
      statements: [],
    };
  const owner = what === 'REPORTER' ? secretOfReport(of) : of;
  const isIts = and(eq(secretKey.owner, owner), isNotNull(secretKey.wrapped), free);
  return {
    condition: orm
      .update(secretKey)
      .set({ wrapped: null })
      .where(isIts)
      .returning({ owner: secretKey.owner }),
    statements: [],
  };
}
