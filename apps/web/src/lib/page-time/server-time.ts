import { instant, localDateOf, momentOfUtc, type LocalDate } from '@overlegtafel/domain';

/** What a head with the date says in whole seconds, on its way for a while, may differ by this much. */
const roughMs = 3_000;
const httpDate = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** The moment in a `Date` head of HTTP (RFC 9110); undefined for another form. */
export function momentOfHead(text: string): number | undefined {
  const [, day, month, year, time] = httpDate.exec(text) ?? [];
  const place = months.indexOf(month ?? '?');
  if (day === undefined || place < 0) return undefined;
  const number = String(place / 3 + 1).padStart(2, '0');
  return momentOfUtc(`${year}-${number}-${day}T${time}Z`);
}

/**
 * SH320: what time it is at the server. The clock of a browser may be days off; it only counts how much time passed since
 * the server was heard.
 */
export class ServerTime {
  readonly #machineMs: () => number;
  #aheadMs = 0;

  constructor(machineMs: () => number) {
    this.#machineMs = machineMs;
  }

  nowMs(): number {
    return this.#machineMs() + this.#aheadMs;
  }

  /** The server wrote, just now, that it is so late there. */
  heard(atMs: number): void {
    this.#aheadMs = atMs - this.#machineMs();
  }

  /** An answer of the server, by its `Date` head; what is right already stays as exact as it is. */
  heardHead(text: string | null): void {
    const atMs = text === null ? undefined : momentOfHead(text);
    if (atMs !== undefined && Math.abs(atMs - this.nowMs()) > roughMs) this.heard(atMs);
  }
}

/** The clock of this machine: for how long something lasts, never for what day it is. */
export function machineNowMs(): number {
  return Date.now();
}

/** Of this page; where pages are made, the machine is the server and nobody corrects it. */
export const serverTime = new ServerTime(machineNowMs);

/** The day in the Netherlands at a moment. */
export function dayAt(atMs: number): LocalDate {
  return localDateOf(instant(atMs));
}
