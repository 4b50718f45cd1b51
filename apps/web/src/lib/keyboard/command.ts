/** Something a screen can do, by key, by the palette, and by a button that is somewhere visible. */
export interface Command {
  /** The same on every screen and in every version: changed keys are remembered by it. */
  readonly id: string;
  /** What it does, in the language of the page: "Nieuwe actie". */
  readonly words: string;
  /** The heading under which the overview lists it. */
  readonly group: string;
  /** Its keys unless the reader changed them; see strokes.ts. Without keys only in the palette. */
  readonly keys?: string;
  /** Other words that find it in the palette. */
  readonly also?: string;
  /** Whether text fields keep this key for themselves, also with Control, such as undo. */
  readonly sparesText?: boolean;
  readonly run: () => void;
}
