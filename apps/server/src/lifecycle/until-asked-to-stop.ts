/**
 * Waits until somebody asks this process to stop: SIGTERM, SIGINT (Ctrl C), SIGHUP (its
 * terminal was closed), or the launcher that started it going away without a word. Asking twice changes nothing: a terminal sends Ctrl C to
 * the launcher and to this process alike.
 */
export function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.on('SIGHUP', stop);
    process.on('disconnect', stop);
  });
}
