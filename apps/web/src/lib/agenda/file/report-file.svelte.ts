import type { ApiAnswer } from '@overlegtafel/protocol/api';
import { call } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import { type Charset, textOf } from './file-text.ts';
import { m } from '#lib/paraglide/messages.js';

type Answer = ApiAnswer<'takeInReports'>;

/** How far taking in a file is. Nothing is taken in before somebody chose so. */
export type FileState =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'READING' }
  | { readonly kind: 'SEEN'; readonly answer: Answer; readonly charset: Charset }
  | { readonly kind: 'TAKING' }
  | { readonly kind: 'TAKEN'; readonly answer: Answer };

/** What its reader chose to take in. */
export interface TakeWish {
  readonly isPartial: boolean;
  readonly onAgenda: boolean;
  /** Reports with a reference that is known as well. */
  readonly again: boolean;
}

/** What the server takes at most. */
const largestBytes = 16_000_000;

export interface ReportFileParts {
  readonly fetch: typeof globalThis.fetch;
  readonly table: string;
  readonly meeting: string;
}

/** AG10, AG11: a file with a week of reports, looked at first and then taken in as its reader chooses. */
export class ReportFile {
  state: FileState = $state.raw({ kind: 'NONE' });
  problem = $state('');
  readonly #parts: ReportFileParts;
  #content = '';
  /** One key for each file: taken in twice by accident, it is there once. */
  #key = '';

  constructor(parts: ReportFileParts) {
    this.#parts = parts;
  }

  /** Looks at a file. Nothing is taken in. */
  async look(file: Blob): Promise<void> {
    this.problem = '';
    if (file.size > largestBytes) {
      this.#refused(m.file_too_large());
      return;
    }
    this.state = { kind: 'READING' };
    const { text, charset } = textOf(await file.arrayBuffer());
    this.#content = text;
    this.#key = crypto.randomUUID();
    const result = await this.#send({
      isPreview: true,
      isPartial: true,
      onAgenda: false,
      again: false,
    });
    if (result.kind === 'DONE') this.state = { kind: 'SEEN', answer: result.value, charset };
    else this.#refused(problemWords(result.problem));
  }

  /** Takes it in: all of it, or only what is right. */
  async take(wish: TakeWish) {
    if (this.state.kind !== 'SEEN') return;
    const seen = this.state;
    this.state = { kind: 'TAKING' };
    const result = await this.#send({ isPreview: false, ...wish });
    if (result.kind === 'DONE') this.state = { kind: 'TAKEN', answer: result.value };
    else {
      this.state = seen;
      this.problem = problemWords(result.problem);
    }
  }

  /** Begins again with another file. */
  forget(): void {
    this.#content = '';
    this.problem = '';
    this.state = { kind: 'NONE' };
  }

  #refused(problem: string): void {
    this.state = { kind: 'NONE' };
    this.problem = problem;
  }

  #send(wish: TakeWish & { readonly isPreview: boolean }) {
    const { fetch, table, meeting } = this.#parts;
    return call(fetch, 'takeInReports', {
      params: { table },
      query: { partial: String(wish.isPartial) },
      body: {
        format: 'csv',
        content: this.#content,
        preview: wish.isPreview,
        ...(wish.onAgenda ? { meeting } : {}),
        ...(wish.again ? { again: true } : {}),
      },
      ...(wish.isPreview ? {} : { idempotencyKey: this.#key }),
    });
  }
}
