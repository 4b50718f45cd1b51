import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstChoice,
  nextChoice,
  probeDelayMs,
  transportTimes,
  type TransportChoice,
  type TransportEvent,
} from './transport-choice.ts';

const failed = (transport: 'webSocket' | 'polling'): TransportEvent => ({
  kind: 'failed',
  transport,
});
const cutAfter = (openMs: number): TransportEvent => ({
  kind: 'ended',
  transport: 'webSocket',
  openMs,
});
const probed = (isOpen: boolean): TransportEvent => ({ kind: 'probed', isOpen });

function after(...events: readonly TransportEvent[]): TransportChoice {
  return events.reduce((choice, event) => nextChoice(choice, event), firstChoice);
}

describe('EP9 the transport is chosen by itself', () => {
  it('begins with WebSocket', () => {
    expect(firstChoice.transport).toBe('webSocket');
  });

  it('takes polling when a WebSocket is refused', () => {
    expect(after(failed('webSocket')).transport).toBe('polling');
  });

  it('takes turns while neither works', () => {
    expect(after(failed('webSocket'), failed('polling')).transport).toBe('webSocket');
    expect(after(failed('webSocket'), failed('polling'), failed('webSocket')).transport).toBe(
      'polling',
    );
  });

  it('counts what thirteen rooms say about the same network once', () => {
    expect(after(failed('webSocket'), failed('webSocket'), failed('webSocket')).transport).toBe(
      'polling',
    );
  });

  it('takes polling when WebSockets are cut again and again', () => {
    expect(after(cutAfter(900), cutAfter(30_000)).transport).toBe('webSocket');
    expect(after(cutAfter(900), cutAfter(30_000), cutAfter(30_000)).transport).toBe('polling');
  });

  it('forgets cuts once a WebSocket was stable', () => {
    const choice = after(cutAfter(900), cutAfter(900), cutAfter(transportTimes.stableMs));
    expect(nextChoice(choice, cutAfter(900)).transport).toBe('webSocket');
  });

  it('goes back as soon as a look shows that WebSocket works', () => {
    expect(after(failed('webSocket'), probed(false)).transport).toBe('polling');
    expect(after(failed('webSocket'), probed(false), probed(true)).transport).toBe('webSocket');
  });

  it('looks soon at first, then every minute, and less often the more it was cut', () => {
    const middle = 0.5;
    const refused = after(failed('webSocket'));
    expect(probeDelayMs(refused, middle)).toBe(5_000);
    expect(probeDelayMs(nextChoice(refused, probed(false)), middle)).toBe(60_000);
    const cut = after(cutAfter(1), cutAfter(1), cutAfter(1));
    expect(probeDelayMs(cut, middle)).toBe(120_000);
    const often = { ...cut, setbacks: 30 };
    expect(probeDelayMs(often, 1)).toBeLessThanOrEqual(transportTimes.longestProbeMs * 1.2);
  });

  it('does not look all at once', () => {
    const refused = after(failed('webSocket'), probed(false));
    expect(probeDelayMs(refused, 0)).toBe(48_000);
    expect(probeDelayMs(refused, 1)).toBe(72_000);
  });

  it('never stays with one that has just failed, whatever went before', () => {
    const transport = fc.constantFrom('webSocket' as const, 'polling' as const);
    const event: fc.Arbitrary<TransportEvent> = fc.oneof(
      fc.record({ kind: fc.constant('failed' as const), transport }),
      fc.record({ kind: fc.constant('ended' as const), transport, openMs: fc.nat(100_000) }),
      fc.record({ kind: fc.constant('probed' as const), isOpen: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const choice = after(...events);
        expect(nextChoice(choice, failed(choice.transport)).transport).not.toBe(choice.transport);
        expect(probeDelayMs(choice, 0)).toBeGreaterThan(0);
      }),
    );
  });
});
