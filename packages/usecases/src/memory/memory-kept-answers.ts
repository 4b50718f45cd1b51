import type { KeptAnswers } from '../ports/changes.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Answers that were given before, in memory; they are never forgotten. */
export class MemoryKeptAnswers implements KeptAnswers {
  readonly #answers = new Map<string, Answer>();

  find(person: string, key: string): Promise<Answer | undefined> {
    return Promise.resolve(this.#answers.get(`${person} ${key}`));
  }

  /** The first answer stays. */
  keep(person: string, key: string, { status, body }: Answer): Promise<void> {
    const place = `${person} ${key}`;
    if (!this.#answers.has(place)) this.#answers.set(place, { status, body });
    return Promise.resolve();
  }
}
