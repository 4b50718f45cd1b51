import { invalidateAll } from '$app/navigation';
import { untrack } from 'svelte';
import { call } from '#lib/api/call.ts';
import { pageTime } from './page-time.svelte.ts';

const askAgainMs = 60_000;

/**
 * SH322: follows the time while the page is open. On a new day it is read again what is late and what comes, when
 * somebody looks at the page and is still signed in: otherwise what was typed there would make way for the sign-in.
 */
export function followDay(): void {
  $effect(() => pageTime.start());
  let read = untrack(() => pageTime.today);
  let askedMs = -askAgainMs;
  $effect(() => {
    const { today, nowMs, isSeen } = pageTime;
    if (!isSeen || today === read || nowMs - askedMs < askAgainMs) return;
    askedMs = nowMs;
    void call(fetch, 'session').then(async (told) => {
      if (told.kind !== 'DONE') return;
      read = today;
      await invalidateAll();
    });
  });
}
