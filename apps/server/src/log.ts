import { pino } from 'pino';

const standardError = 2;
const keptFrames = 8;
const secondMs = 1_000;
/** Of one kind so many lines are written in so much time: whoever makes thousands fills no disk with them. */
const linesOfOneKind = 20;
const windowMs = 5 * secondMs;

/**
 * What the server writes for the people who run it: one JSON line per event on standard error.
 * Standard output carries the address line and nothing else.
 */
export interface Log {
  /**
   * Something went wrong that nobody asked for.
   *
   * @param where what the server was doing, such as `GET /api/v1/health`
   * @param error its kind and place are written, never its message: messages tend to quote what
   *   people wrote
   * @param traceId joins the line to the request
   */
  failure(where: string, error: unknown, traceId?: string): void;
  /**
   * Something happened that the people who run it should be able to count.
   *
   * @param what a fixed text, such as `document refused`
   * @param about ids and codes; never anything that people wrote
   */
  event(what: string, about: Readonly<Record<string, string | undefined>>): void;
}

/** @param dest a file, or the number of one that is open; standard error when absent */
export function createLog(dest: number | string = standardError): Log {
  const lines = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest, sync: true }),
  );
  const bound = new BoundLines((kind, leftOut) => {
    lines.warn({ ...kind, leftOut, seconds: windowMs / secondMs });
  });
  return {
    failure(where, error, traceId) {
      const name = nameOf(error);
      if (bound.mayWrite({ where, name }))
        lines.error({ where, traceId, name, at: framesOf(error) });
    },
    event(what, about) {
      const { reason, status } = about;
      if (bound.mayWrite({ what, reason, status })) lines.warn({ what, ...about });
    },
  };
}

/** What is the same in lines of one kind: fixed texts and codes. */
type Kind = Readonly<Record<string, string | undefined>>;

/** OP342: counts lines by kind, and tells how many were left out once their time is over. */
class BoundLines {
  readonly #counts = new Map<string, number>();
  readonly #tell: (kind: Kind, leftOut: number) => void;

  constructor(tell: (kind: Kind, leftOut: number) => void) {
    this.#tell = tell;
  }

  mayWrite(kind: Kind): boolean {
    const key = JSON.stringify(kind);
    const before = this.#counts.get(key);
    this.#counts.set(key, (before ?? 0) + 1);
    if (before === undefined)
      setTimeout(() => {
        this.#over(key, kind);
      }, windowMs).unref();
    return (before ?? 0) < linesOfOneKind;
  }

  #over(key: string, kind: Kind): void {
    const leftOut = (this.#counts.get(key) ?? 0) - linesOfOneKind;
    this.#counts.delete(key);
    if (leftOut > 0) this.#tell(kind, leftOut);
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}

/** Places in the program. A message may hold lines that look like one, so everything up to its end is left out. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { stack = '', message } = error;
  const frames = stack.slice(Math.max(0, stack.lastIndexOf(message) + message.length));
  return (frames.match(/^ +at .*:\d+:\d+\)?$/gm) ?? [])
    .slice(0, keptFrames)
    .map((frame) => frame.trim());
}
