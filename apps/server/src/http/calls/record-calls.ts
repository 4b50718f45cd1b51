import {
  correct,
  readCase,
  readItem,
  readRecord,
  readRecordFile,
  readRecords,
  readReporter,
  search,
  type World,
} from '@overlegtafel/usecases';
import { bind, type BoundCall } from '../contract/bound-call.ts';
import { idOf } from './read-values.ts';

/** What is read of items and cases, and of the sealed records of a table. */
export function recordCalls(world: World): readonly BoundCall[] {
  return [
    bind('item', ({ params, language, caller }) =>
      readItem({ ...params, language }, caller, world),
    ),
    bind('reporterIdentity', ({ params, caller }) => readReporter(params, caller, world)),
    bind('case', ({ params, caller }) => readCase(params, caller, world)),
    bind('records', ({ params, query: { next }, caller }) =>
      readRecords({ ...params, ...(next === undefined ? {} : { next }) }, caller, world),
    ),
    bind('record', ({ params, caller }) => readRecord(params, caller, world)),
    bind('recordFile', ({ params, caller }) => readRecordFile(params, caller, world)),
    bind('search', ({ params, body: { words, next }, caller }) =>
      search({ ...params, words, ...(next === undefined ? {} : { next }) }, caller, world),
    ),
    bind('correct', ({ params: { record }, body: { item, reason, words }, caller }) =>
      correct(
        {
          record,
          reason,
          words,
          ...(item === undefined ? {} : { item: idOf('ItemId', item) }),
        },
        caller,
        world,
      ),
    ),
  ];
}
