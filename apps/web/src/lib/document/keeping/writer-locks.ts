/** Says which writers belong to a page that is open. The browser lets go of a page that is gone. */
export interface WriterLocks {
  /** Takes a writer when no page has it. Gives how to let go, or undefined. */
  take(writer: Uint8Array): Promise<(() => void) | undefined>;
  /** Takes a writer as soon as no page has it; undefined when `signal` came first. */
  waitFor(writer: Uint8Array, signal: AbortSignal): Promise<(() => void) | undefined>;
}

/** Web Locks: they hold between the tabs of a browser, and end with their page. */
export function webLocks(manager: LockManager): WriterLocks {
  const request = (writer: Uint8Array, options: LockOptions) =>
    new Promise<(() => void) | undefined>((resolve, reject) => {
      manager
        .request(`outbox ${writer.join()}`, options, (lock) => {
          if (lock === null) {
            resolve(undefined);
            return undefined;
          }
          return new Promise<void>((release) => {
            resolve(release);
          });
        })
        .catch(reject);
    });
  return {
    take: (writer) => request(writer, { ifAvailable: true }),
    waitFor: (writer, signal) => request(writer, { signal }).catch(() => undefined),
  };
}
