import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { BoundCall } from './bound-call.ts';

const kibibyte = 1024;
/** The largest body of a command. Documents travel another way. */
export const bodyLimitBytes = 64 * kibibyte;
/** A week of reports as a file. */
const importLimitBytes = 16 * kibibyte * kibibyte;

// A compressed body could unpack to a thousand times its size: it is not taken.
const asJson = (limit: number) =>
  express.json({ limit, inflate: false, strict: true, verify: refuseOtherText });
const usual = asJson(bodyLimitBytes);
const large = asJson(importLimitBytes);

/**
 * Reads the JSON of a request into `request.body`. False for a body in another form. Throws what the reader throws:
 * too large, not JSON, not UTF-8.
 */
export async function readBody(
  { name }: BoundCall,
  request: Request,
  response: Response,
): Promise<boolean> {
  if (hasBody(request) && !isJsonInUtf8(request)) return false;
  await run(name === 'takeInReports' ? large : usual, request, response);
  return true;
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
