import { isUtf8 } from 'node:buffer';
import type { PersonId } from '@overlegtafel/domain';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type SentFile, type SentFiles, shortFile } from '../../files/sent-files.ts';
import type { BoundCall } from './bound-call.ts';

const kibibyte = 1024;
/** The largest body of a command. Documents travel another way. */
export const bodyLimitBytes = 64 * kibibyte;

// A compressed body could unpack to a thousand times its size: it is not taken.
const asJson = (limit: number) =>
  express.json({ limit, inflate: false, strict: true, verify: refuseOtherText });
const usual = asJson(bodyLimitBytes);
const short = asJson(shortFile.limit);

/** Whose body it is, and where large files go. */
interface Reading {
  readonly files: SentFiles;
  readonly person: PersonId | undefined;
}

/** What was read: a large file stands apart, and is closed by whoever got it. */
export type BodyRead =
  { readonly kind: 'OTHER_FORM' } | { readonly kind: 'READ'; readonly file?: SentFile };

/**
 * Reads the JSON of a request into `request.body`. Throws what the reader throws: too large, not JSON, not UTF-8, too
 * many files at once.
 */
export async function readBody(
  { name }: BoundCall,
  request: Request,
  response: Response,
  { files, person }: Reading,
): Promise<BodyRead> {
  if (hasBody(request) && !isJsonInUtf8(request)) return { kind: 'OTHER_FORM' };
  const takesFile = name === 'takeInReports';
  if (takesFile && person !== undefined && files.isLarge(request))
    return { kind: 'READ', file: await files.receive(request, response, person) };
  await run(takesFile ? short : usual, request, response);
  return { kind: 'READ' };
}

/** The reader of Express would take UTF-16 and UTF-32 as well; JSON that travels is UTF-8 (RFC 8259, section 8.1). */
function isJsonInUtf8(request: Request): boolean {
  if (request.is('application/json') !== 'application/json') return false;
  const { 'content-type': type = '' } = request.headers;
  return parametersOf(type).every((each) => /^charset="?utf-?8"?$/i.test(each));
}

/** What stands after the first semicolon of a content type; other parameters than the charset say nothing to us. */
function parametersOf(type: string): readonly string[] {
  const [, ...rest] = type.split(';').map((part) => part.trim());
  return rest.filter((part) => /^charset\b/i.test(part));
}

/** Bytes that are no UTF-8 would be read as question marks, and kept so. */
function refuseOtherText(_request: unknown, _response: unknown, body: Buffer): void {
  if (!isUtf8(body)) throw new Error('not UTF-8');
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    handler(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('a body could not be read'));
    });
  });
}
