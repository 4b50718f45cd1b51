/** Keys in the footer: commands that belong together, and what they do in a word or two. */
export interface KeyHint {
  /** The ids of the commands, such as the next and the previous case. */
  readonly ids: readonly string[];
  readonly words: string;
}
