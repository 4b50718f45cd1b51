/**
 * Preloaded into every process of a run: its clock stands at another moment, and goes on from there. Timers and the
 * clock that only counts stay as they are.
 */
const shiftMs = Number(process.env['SHIFTED_CLOCK_MS'] ?? 0);

if (shiftMs !== 0) {
  const TrueDate = Date;
  const now = () => TrueDate.now() + shiftMs;
  const shifted = new Proxy(TrueDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length === 0 ? [now()] : args,
        newTarget === shifted ? target : newTarget,
      ),
    apply: () => new TrueDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  globalThis.Date = shifted;
}
