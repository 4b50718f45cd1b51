import { machineNowMs } from '#lib/page-time/server-time.ts';
import { keep, readKept } from './page-storage.ts';

const place = 'overlegtafel.began-anew';
const onceInMs = 60_000;

/** Fields in which somebody typed on this page. */
const typedIn = new Set<HTMLInputElement | HTMLTextAreaElement>();
let ask: (() => void) | undefined;

/**
 * Begins to keep in mind where somebody types; the answer ends it.
 *
 * @param asks how the reader is asked to load the page again
 */
export function watchTyping(asks: () => void): () => void {
  const typed = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)
      typedIn.add(target);
  };
  ask = asks;
  addEventListener('input', typed, { capture: true });
  return () => {
    ask = undefined;
    typedIn.clear();
    removeEventListener('input', typed, { capture: true });
  };
}

/** SH44: loads the page again by itself; where somebody typed, or when that just happened, the reader is asked to. */
export function beginAnew(): void {
  const last = Number(readKept('session', place) ?? 0);
  if (hasTyped() || machineNowMs() - last < onceInMs) {
    ask?.();
    return;
  }
  keep('session', place, String(machineNowMs()));
  location.reload();
}

/** Whether words stand in this page that nobody sent. */
function hasTyped(): boolean {
  return [...typedIn].some(({ isConnected, value }) => isConnected && value !== '');
}
