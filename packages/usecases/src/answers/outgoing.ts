// edge: answers leave the program here
/** An answer as it is made of what may not be written to. */
export type ReadOnly<T> = T extends object ? { readonly [K in keyof T]: ReadOnly<T[K]> } : T;

/** The same answer as the contract says it, which knows nothing of read-only. */
export function outgoing<T>(answer: ReadOnly<T>): T {
  return structuredClone(answer) as T;
}
