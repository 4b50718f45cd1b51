import type { Request, Response } from 'express';
import { languageOf } from './language-of.ts';
import { problems, sendProblem } from './problems.ts';
import { contextOf } from './request-context.ts';

const words = {
  nl: {
    title: 'Even wachten',
    text: (seconds: number) =>
      `Er komen nu te veel verzoeken vanaf dit netwerk. Wacht ${seconds === 1 ? '1 seconde' : `${seconds} seconden`} en probeer het dan opnieuw. Ben je al ingelogd, dan kun je gewoon doorwerken.`,
    again: 'Probeer het opnieuw',
  },
  en: {
    title: 'One moment please',
    text: (seconds: number) =>
      `Too many requests are coming from this network. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`} and then try again. If you are signed in you can go on working.`,
    again: 'Try again',
  },
} as const;

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Asks to wait: a browser gets a page with a sentence, a program a problem. Making the page costs next to nothing. */
export function answerTooMany(request: Request, response: Response, seconds: number): void {
  response.set('retry-after', String(seconds)).set('cache-control', 'no-store');
  if (request.accepts(['json', 'html']) !== 'html') {
    sendProblem(response, problems.tooMany, contextOf(request).traceId);
    return;
  }
  const language = languageOf(request);
  const { title, text, again } = words[language];
  response
    .status(problems.tooMany.status)
    .set('content-security-policy', policy)
    .set('content-language', language)
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} - Overlegtafel</title><style>body{font:1.125rem/1.5 sans-serif;margin:2rem auto;max-width:40rem;padding:0 1rem}</style><h1>${title}</h1><p>${text(seconds)}</p><p><a href="">${again}</a></p></html>`,
    );
}
