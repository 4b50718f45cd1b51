import type { PersonId } from '@overlegtafel/domain';
import type { RoomName } from '@overlegtafel/protocol';
import type { Visit } from '../visit.ts';

/** What stands on the record of a table in a test, in words such as `anna enters item:…`. */
export class TestRecord {
  readonly lines: string[] = [];
  /** While this is set, the record takes nothing. */
  failing: Error | undefined;
  /** What somebody who puts something on the record waits for. */
  waits: Promise<void> = Promise.resolve();

  visit(person: PersonId, room: RoomName): Visit {
    const note = async (what: string): Promise<void> => {
      await this.waits;
      if (this.failing) throw this.failing;
      this.lines.push(`${person} ${what} ${room}`);
    };
    return {
      entered: () => note('enters'),
      wrote: () => note('writes'),
      turnedAway: (from) => note(`is turned away (${from})`),
      left: () => {
        this.lines.push(`${person} left ${room}`);
      },
    };
  }
}
