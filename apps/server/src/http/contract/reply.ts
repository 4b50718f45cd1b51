import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { HandledLines } from './asked.ts';

/** An answer before it is sent. A body is JSON text. */
export type Reply =
  | { readonly kind: 'BODY'; readonly status: number; readonly body: string | undefined }
  | { readonly kind: 'PROBLEM'; readonly status: number; readonly send: () => void }
  | HandledLines;

/** Sends what was made. */
export async function sendReply(reply: Reply, response: Response): Promise<void> {
  switch (reply.kind) {
    case 'BODY':
      response.status(reply.status);
      if (reply.body === undefined) response.end();
      else response.type('application/json').send(reply.body);
      break;
    case 'PROBLEM':
      reply.send();
      break;
    case 'LINES':
      response.status(200).type('application/jsonl');
      await pipeline(Readable.from(withEnds(reply.lines)), response);
      break;
  }
}

async function* withEnds(lines: HandledLines['lines']): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
