import { addDays, instant, localDateOf, midnightInUtc } from '@overlegtafel/domain';
import type { RequestHandler } from 'express';

/** What an installation says about reporting a weakness. */
export interface SecurityTxt {
  /** An address that begins with `mailto:` or `https:`. */
  readonly contact: string;
  /** Where this installation stands in the browser. */
  readonly origin: () => string;
  readonly nowMs: () => number;
}

export const securityTxtPath = '/.well-known/security.txt';
/** RFC 9116 asks for less than a year. What is made at every request is never out of date. */
const validDays = 90;

/** OP320: to whom a weakness is told (RFC 9116). It costs nothing and is not counted. */
export function giveSecurityTxt({ contact, origin, nowMs }: SecurityTxt): RequestHandler {
  return (_request, response) => {
    const until = midnightInUtc(addDays(localDateOf(instant(nowMs())), validDays));
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${new Date(until).toISOString()}`,
      'Preferred-Languages: nl, en',
      `Canonical: ${origin()}${securityTxtPath}`,
    ];
    response.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  };
}
