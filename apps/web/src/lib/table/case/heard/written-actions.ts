import { actionEntries, type ActionField, type ActionReading } from '@overlegtafel/documents';
import type { ActionId } from '@overlegtafel/domain';
import type * as Y from 'yjs';

const fields = [
  'words',
  'owner',
  'dueDate',
  'phase',
  'forWhom',
  'withdrawn',
] as const satisfies readonly ActionField[];

/** What stands in the actions of a case: of each write its place in what a client id wrote, with the action. */
export type ActionWrites = ReadonlyMap<string, { readonly client: number; readonly id: ActionId }>;

export function actionWrites(doc: Y.Doc, actions: readonly ActionReading[]): ActionWrites {
  return new Map(
    actions.flatMap(({ id }) =>
      fields.flatMap((field) =>
        actionEntries(doc, id, field).map(({ id: { client, clock } }) => [
          `${client}:${clock}`,
          { client, id },
        ]),
      ),
    ),
  );
}
