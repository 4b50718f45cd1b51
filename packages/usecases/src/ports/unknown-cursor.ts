/** Whoever asks for the following page of a list gave back something that no page of that list told. */
export class UnknownCursor extends Error {
  constructor() {
    super('no page of this list goes on here');
    this.name = 'UnknownCursor';
  }
}
