import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { ApiAnswer } from '@overlegtafel/protocol/api';
import type { ApiProblem, CallParts } from '#lib/api/call.ts';
import { problemWords } from '#lib/api/problem-words.ts';
import type { TableLive } from './table-live.svelte.ts';

/** A command that somebody gives with a control: whether it is under way, and why it was refused. */
export class Giving {
  isBusy = $state(false);
  problem = $state.raw<ApiProblem>();
  readonly #table: Pick<TableLive, 'give'>;

  constructor(table: Pick<TableLive, 'give'>) {
    this.#table = table;
  }

  /** Gives it, once at a time. Undefined when it was refused or another one is under way. */
  async give<N extends ApiCallName>(
    name: N,
    parts: CallParts<N> = {},
  ): Promise<{ readonly value: ApiAnswer<N> } | undefined> {
    if (this.isBusy) return undefined;
    this.isBusy = true;
    this.problem = undefined;
    const result = await this.#table.give(name, parts);
    this.isBusy = false;
    if (result.kind === 'DONE') return { value: result.value };
    const { problem } = result;
    // The whole page says so, and nothing of it is seen until its person is back (SH162).
    if (problem.type === 'other-person') return undefined;
    this.problem = { ...problem, title: problemWords(problem) };
    return undefined;
  }

  forget(): void {
    this.problem = undefined;
  }
}
