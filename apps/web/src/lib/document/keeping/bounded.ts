import type { Clock } from '../clock.ts';

/** Storage, locks and keys of a browser may never answer. After this long people go on without. */
export const patienceMs = 2_000;

/**
 * What was asked, or `otherwise` when it fails or takes too long.
 *
 * @param late told when it comes after all
 */
export function bounded<T>(
  asked: Promise<T>,
  clock: Clock,
  { otherwise, late }: { readonly otherwise: T; readonly late?: (came: T) => void },
): Promise<T> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (answer: T) => {
      isOver = true;
      cancel();
      resolve(answer);
    };
    const cancel = clock.after(patienceMs, () => {
      end(otherwise);
    });
    asked.then(
      (came) => {
        if (isOver) late?.(came);
        else end(came);
      },
      () => {
        end(otherwise);
      },
    );
  });
}
