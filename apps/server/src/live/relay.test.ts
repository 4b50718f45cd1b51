import { EventEmitter } from 'node:events';
import { instant, readId } from '@overlegtafel/domain';
import { describe, expect, it } from 'vitest';
import { type Relay, type RelayServer, relayOver } from './relay.ts';

const meeting = 'overleg';

/** Processes that hear what each other says, as JSON, which is what an adapter carries. */
function processes(): { join: () => { relay: Relay; heard: unknown[] }; said: string[] } {
  const servers: EventEmitter[] = [];
  const said: string[] = [];
  const others = (own: EventEmitter) => servers.filter((one) => one !== own);
  return {
    said,
    join() {
      const own = new EventEmitter();
      servers.push(own);
      const heard: unknown[] = [];
      const emit = (name: string, ...args: unknown[]) => {
        said.push(JSON.stringify(args));
        for (const one of others(own)) one.emit(name, ...(JSON.parse(JSON.stringify(args)) as []));
        return true;
      };
      const ask = (name: string, ...args: unknown[]) =>
        Promise.all(
          others(own).map((one) => new Promise((resolve) => void one.emit(name, ...args, resolve))),
        );
      const server = {
        on: own.on.bind(own),
        serverSideEmit: emit,
        serverSideEmitWithAck: ask,
      } as unknown as RelayServer;
      const relay = relayOver(server, {
        happened: (happening) => heard.push(happening),
        claimed: (...claim) => heard.push(claim),
        isFollowing: (asked, person) => asked === meeting && person === 'police',
      });
      return { relay, heard };
    },
  };
}

function ids() {
  const [table, person] = [readId('MeetingId', meeting, 'id'), readId('PersonId', 'police', 'id')];
  const chair = readId('PersonId', 'chair', 'id');
  if (!table.ok || !person.ok || !chair.ok) throw new Error('no ids');
  return { meeting: table.value, police: person.value, chair: chair.value };
}

describe('LV13 several processes', () => {
  it('tell each other what was done, and that rights changed', () => {
    const { join, said } = processes();
    const [one, two] = [join(), join()];
    const { chair } = ids();
    const done = {
      kind: 'DONE',
      what: 'propose',
      by: chair,
      meeting,
      item: 'linde',
      revision: 3,
    } as const;
    one.relay.happened(done);
    const at = instant(Date.UTC(2026, 10, 24));
    const alert = { kind: 'ALERT', what: 'break-glass', table: 'tafel', item: 'linde' } as const;
    one.relay.happened({ ...alert, by: chair, at });
    one.relay.happened({ kind: 'RIGHTS', person: chair });
    one.relay.claimed('item:linde', 7, chair);
    expect(two.heard).toEqual([
      done,
      { ...alert, by: chair, at },
      { kind: 'RIGHTS', person: chair },
      ['item:linde', 7, chair],
    ]);
    expect(one.heard).toEqual([]);
    expect(said.join('').length).toBeLessThan(500);
  });

  it('do nothing with what is not of this form', () => {
    const { join } = processes();
    const [one, two] = [join(), join()];
    one.relay.claimed('item:A B', 7, ids().chair);
    expect(two.heard).toEqual([]);
  });

  it('ask each other whether somebody is still there', async () => {
    const { join } = processes();
    const [one] = [join(), join()];
    const { meeting: table, police, chair } = ids();
    expect(await one.relay.isFollowing(table, police)).toBe(true);
    expect(await one.relay.isFollowing(table, chair)).toBe(false);
  });
});
