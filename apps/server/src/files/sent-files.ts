// edge: requests that carry a file
import type { PersonId } from '@overlegtafel/domain';
import type { Request, Response } from 'express';
import { ProblemError, problems } from '../http/problems.ts';
import { ApartFile } from './apart-file.ts';
import { FileTurns } from './file-turns.ts';

/** A body up to here is read as any other: going through all of it takes a few milliseconds. */
const apartAboveBytes = 128 * 1024;
/** A week of reports as a file. */
const fileLimitBytes = 16 * 1024 * 1024;

/** The body of a file that is short enough to be read here. */
export const shortFile = { limit: apartAboveBytes } as const;

/** A file that was sent, and its turn. Whoever got it gives it back. */
export interface SentFile extends Pick<ApartFile, 'reports'> {
  readonly close: () => void;
}

/** Receives large files. */
export class SentFiles {
  readonly #turns: FileTurns;

  constructor(turns = new FileTurns()) {
    this.#turns = turns;
  }

  /** Whether the file of this request is read apart: one that is large, or does not say how large it is. */
  isLarge({ headers }: Request): boolean {
    const { 'content-length': length, 'transfer-encoding': encoding } = headers;
    return encoding !== undefined || Number(length ?? 0) > apartAboveBytes;
  }

  /**
   * Waits for a turn before anything is read, reads the body, and puts what was sent beside the file into
   * `request.body`.
   *
   * @throws {ProblemError} when too many files are being read, or this one cannot be
   */
  async receive(request: Request, response: Response, person: PersonId): Promise<SentFile> {
    const leave = await this.#turns.enter(person, goneSignal(response));
    if (!leave) throw new ProblemError(problems.filesBusy);
    try {
      const file = await ApartFile.open(chunksOf(request));
      request.body = file.body;
      return {
        reports: (...asked) => file.reports(...asked),
        close: () => {
          file.close();
          leave();
        },
      };
    } catch (error) {
      leave();
      throw error;
    }
  }
}

/** Tells when whoever asked does not wait for the answer any more. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}

/** The bytes of a body as they come, and no more than there may be. */
async function* chunksOf(request: Request): AsyncGenerator<Uint8Array, undefined> {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = request.headers;
  // A compressed body could unpack to a thousand times its size: it is not taken.
  if (encoding.toLowerCase() !== 'identity') throw new ProblemError(problems.unsupported);
  if (Number(length ?? 0) > fileLimitBytes) throw new ProblemError(problems.tooLarge);
  let taken = 0;
  const chunks: AsyncIterable<Uint8Array> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    taken += chunk.length;
    if (taken > fileLimitBytes) throw new ProblemError(problems.tooLarge);
    yield chunk;
  }
}
