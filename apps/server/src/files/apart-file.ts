// edge: what comes back from another thread is what file-thread.ts gives
import { Worker } from 'node:worker_threads';
import type { Instant } from '@overlegtafel/domain';
import type { FileText, ReadLine, ReportFile } from '@overlegtafel/usecases/report-file';
import { ProblemError, problems } from '../http/problems.ts';
import type { FromFileThread, ToFileThread } from './thread-words.ts';

const secondMs = 1_000;
/** A part takes milliseconds to read, also on a busy machine; opening the largest file a second. */
const answerWithinMs = 30 * secondMs;
/** The largest file as text twice, and room to read in. More than that ends the thread and not the server. */
const resourceLimits = {
  maxOldGenerationSizeMb: 160,
  maxYoungGenerationSizeMb: 16,
  stackSizeMb: 4,
};

/**
 * IN340: a file of reports that is opened and read in a thread of its own. Whatever stands in it, the thread that
 * serves people never goes through it, and when reading takes too long or too much memory only this thread ends.
 */
export class ApartFile {
  /** What was sent with it; in the place of the file its digest, so that the same request is known again. */
  readonly body: unknown;
  readonly #thread: FileThread;

  private constructor(thread: FileThread, body: unknown) {
    this.#thread = thread;
    this.body = body;
  }

  /**
   * Hands over the bytes of a body as they come: all of them together would hold others up here already.
   *
   * @throws {ProblemError} when it is no JSON, holds too much besides the file, or is too heavy to read
   */
  static async open(chunks: AsyncIterable<Uint8Array>): Promise<ApartFile> {
    const thread = new FileThread();
    try {
      for await (const chunk of chunks) thread.take(chunk);
      thread.say({ kind: 'OPEN' });
      const told = await thread.answer();
      if (told.kind === 'TOO_LARGE') throw new ProblemError(problems.tooLarge);
      if (told.kind !== 'OPENED') throw new ProblemError(problems.malformed);
      const { body, digest } = told;
      return new ApartFile(thread, digest === undefined ? body : withDigest(body, digest));
    } catch (error) {
      thread.end();
      throw error;
    }
  }

  /** The file as reports. Nothing after `now` has happened yet. */
  reports(format: FileText['format'], now: Instant): ReportFile {
    const thread = this.#thread;
    return {
      async *parts(): AsyncGenerator<readonly ReadLine[], undefined> {
        thread.say({ kind: 'BEGIN', format, now });
        for (;;) {
          thread.say({ kind: 'NEXT' });
          const told = await thread.answer();
          if (told.kind !== 'PART') return;
          yield told.lines;
        }
      },
    };
  }

  close(): void {
    this.#thread.end();
  }
}

function withDigest(body: unknown, digest: string): unknown {
  return typeof body === 'object' ? { ...body, content: `sha256:${digest}` } : body;
}

/** A thread that answers, one answer at a time. */
class FileThread {
  readonly #worker: Worker;
  #settle: ((told: FromFileThread | Error) => void) | undefined;
  #told: FromFileThread | Error | undefined;

  constructor() {
    this.#worker = new Worker(new URL('file-thread.ts', import.meta.url), { resourceLimits });
    this.#worker.unref();
    this.#worker.on('message', (told: FromFileThread) => {
      this.#tell(told);
    });
    this.#worker.on('error', () => {
      this.#tell(new ProblemError(problems.fileTooHeavy));
    });
    this.#worker.on('exit', () => {
      this.#tell(new ProblemError(problems.fileTooHeavy));
    });
  }

  /** What arrives stands in memory that is used again: the thread gets a copy of its own. */
  take(chunk: Uint8Array): void {
    const bytes = new Uint8Array(chunk);
    this.#worker.postMessage({ kind: 'BYTES', bytes } satisfies ToFileThread, [bytes.buffer]);
  }

  say(message: ToFileThread): void {
    this.#worker.postMessage(message);
  }

  /** What it says next. */
  async answer(): Promise<FromFileThread> {
    const late = setTimeout(() => {
      this.#tell(new ProblemError(problems.fileTooHeavy));
      this.end();
    }, answerWithinMs);
    try {
      const told = await this.#next();
      if (told instanceof Error) throw told;
      return told;
    } finally {
      clearTimeout(late);
    }
  }

  end(): void {
    void this.#worker.terminate();
  }

  #next(): Promise<FromFileThread | Error> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#told) this.#tell(this.#told);
    });
  }

  /** Once it has ended it says so to whoever asks. */
  #tell(told: FromFileThread | Error): void {
    const settle = this.#settle;
    this.#settle = undefined;
    this.#told = settle && !(told instanceof Error) ? undefined : told;
    settle?.(told);
  }
}
