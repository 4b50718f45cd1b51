import { expect, it } from 'vitest';
import type { Line, LineEvents } from './line.ts';
import { lineLater } from './line-later.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function listening() {
  const told: unknown[] = [];
  const events: LineEvents = {
    opened: () => told.push('opened'),
    received: () => undefined,
    ended: (code) => told.push(code),
  };
  return { told, events };
}

it('EP9 a way that has to be fetched carries what is said once it is open, and its end', async () => {
  const sent: unknown[] = [];
  const line: Line = { send: (message) => sent.push([...message]), close: () => sent.push('end') };
  const open = lineLater(() =>
    Promise.resolve((room, events) => {
      sent.push(room);
      events.opened();
      return line;
    }),
  );
  const { told, events } = listening();
  const later = open('item:esdoorn', events);
  await settled();
  expect(told).toEqual(['opened']);
  later.send(Uint8Array.of(7));
  later.close();
  expect(sent).toEqual(['item:esdoorn', [7], 'end']);
});

it('EP9 a way that cannot be fetched ends the line, and is fetched again for the next', async () => {
  let tries = 0;
  const open = lineLater(() => {
    tries += 1;
    return Promise.reject(new Error('no network'));
  });
  const [first, second] = [listening(), listening()];
  open('item:esdoorn', first.events);
  await settled();
  open('item:esdoorn', second.events).close();
  await settled();
  expect([first.told, second.told, tries]).toEqual([[1006], [], 2]);
});
