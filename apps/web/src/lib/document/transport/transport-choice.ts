/** How document messages travel. */
export type Transport = 'webSocket' | 'polling';

/** What the network did. `openMs` is how long a connection worked: from its first message to its end. */
export type TransportEvent =
  | { readonly kind: 'failed'; readonly transport: Transport }
  | { readonly kind: 'ended'; readonly transport: Transport; readonly openMs: number }
  | { readonly kind: 'probed'; readonly isOpen: boolean };

/** What is known about the network of this page, for all its rooms together. */
export interface TransportChoice {
  readonly transport: Transport;
  /** How often in a row a WebSocket was cut before it counted as stable. */
  readonly cuts: number;
  /** How often WebSocket was left because it was cut: after each, we are slower to believe in it. */
  readonly setbacks: number;
  /** How often WebSocket was tried in vain since polling began. */
  readonly probes: number;
}

const secondMs = 1_000;

export const transportTimes = {
  /** A WebSocket that worked for so long is a good one. */
  stableMs: 60 * secondMs,
  /** So many cuts in a row before that, and polling is tried. */
  cutsUntilPolling: 3,
  /** The first look whether WebSocket works again comes soon: a server that restarts looks like a refusal. */
  firstProbeMs: 5 * secondMs,
  probeMs: 60 * secondMs,
  longestProbeMs: 10 * 60 * secondMs,
  /** Whatever has not answered by then does not work. */
  answerMs: 8 * secondMs,
} as const;

export const firstChoice: TransportChoice = {
  transport: 'webSocket',
  cuts: 0,
  setbacks: 0,
  probes: 0,
};

/**
 * How to go on after something happened. Many rooms tell of the same network: what one says about a transport
 * that was already left changes nothing.
 */
export function nextChoice(choice: TransportChoice, event: TransportEvent): TransportChoice {
  switch (event.kind) {
    case 'probed':
      return probed(choice, event.isOpen);
    case 'failed':
      return event.transport === choice.transport ? { ...choice, ...other(choice) } : choice;
    case 'ended':
      return event.transport === 'webSocket' && choice.transport === 'webSocket'
        ? ended(choice, event.openMs)
        : choice;
  }
}

function other({ transport }: TransportChoice): Pick<TransportChoice, 'transport' | 'probes'> {
  return { transport: transport === 'webSocket' ? 'polling' : 'webSocket', probes: 0 };
}

function probed(choice: TransportChoice, isOpen: boolean): TransportChoice {
  if (choice.transport === 'webSocket') return choice;
  if (isOpen) return { ...choice, transport: 'webSocket', cuts: 0, probes: 0 };
  return { ...choice, probes: choice.probes + 1 };
}

function ended(choice: TransportChoice, openMs: number): TransportChoice {
  if (openMs >= transportTimes.stableMs) return { ...choice, cuts: 0, setbacks: 0 };
  const cuts = choice.cuts + 1;
  if (cuts < transportTimes.cutsUntilPolling) return { ...choice, cuts };
  return { transport: 'polling', cuts: 0, setbacks: choice.setbacks + 1, probes: 0 };
}

/**
 * How long to wait before the next look whether WebSocket works.
 *
 * @param chance from 0 to 1; the wait differs by a fifth, so that a whole office does not look at once
 */
export function probeDelayMs({ probes, setbacks }: TransportChoice, chance: number): number {
  const { firstProbeMs, probeMs, longestProbeMs } = transportTimes;
  const usual = probes === 0 && setbacks === 0 ? firstProbeMs : probeMs;
  const delay = Math.min(usual * 2 ** setbacks, longestProbeMs);
  return Math.round(delay * (0.8 + 0.4 * chance));
}
