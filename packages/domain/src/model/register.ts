/**
 * A decisive field that people write together. Two people who choose at the same time both keep their value:
 * the field is then a conflict until somebody settles it, and a conflict blocks closing.
 * MALFORMED means that something stands there that this version cannot read: not filled in, and a finding.
 */
export type Register<T> =
  | { readonly kind: 'EMPTY' }
  | { readonly kind: 'VALUE'; readonly value: T }
  | { readonly kind: 'CONFLICT'; readonly values: readonly T[] }
  | { readonly kind: 'MALFORMED' };

export const emptyRegister = { kind: 'EMPTY' } as const;

/** A register that holds one value. */
export function settled<T>(value: T): Register<T> {
  return { kind: 'VALUE', value };
}

/** The value, or nothing where the field is empty, unreadable or still disputed. */
export function settledValue<T>(register: Register<T>): T | undefined {
  return register.kind === 'VALUE' ? register.value : undefined;
}
