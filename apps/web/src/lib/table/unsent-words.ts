type Field = HTMLInputElement | HTMLTextAreaElement;

/** SW3: what this reader typed in forms of the table and did not send yet. Shared documents keep their own. */
export class UnsentWords {
  readonly #typedIn = new Set<Field>();

  /** Somebody typed here. */
  hear({ target }: Event): void {
    if (target instanceof HTMLTextAreaElement) this.#typedIn.add(target);
    if (target instanceof HTMLInputElement && target.type === 'text') this.#typedIn.add(target);
  }

  /** Something of this reader was taken. */
  sent(): void {
    this.#typedIn.clear();
  }

  /** What stands in those fields now, one below the other. */
  collect(): string {
    const words = [...this.#typedIn]
      .filter(({ isConnected, readOnly }) => isConnected && !readOnly)
      .map(({ value }) => value.trim());
    return words.filter((text) => text !== '').join('\n');
  }
}
