/**
 * Something outside the program that stops it from starting and that the reader can put right.
 * Its message is one or two Dutch sentences: what is wrong, then what to do. It is shown as it is,
 * without a stack trace, and the program ends with exit code 1.
 */
export class Hindrance extends Error {
  /**
   * @param {string} sentence what is wrong and what to do about it
   * @param {string} [details] lines of the tool that failed, printed under the sentence
   */
  constructor(sentence, details = '') {
    super(sentence);
    this.name = 'Hindrance';
    this.details = details;
  }
}
