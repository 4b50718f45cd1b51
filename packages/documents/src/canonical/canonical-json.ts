import canonicalize from 'canonicalize';

/**
 * RFC 8785 JSON of a plain value, so that equal values are equal texts wherever they are made. Nothing for
 * what JSON cannot say: undefined, functions, bigints, NaN, half a surrogate pair.
 */
export function canonicalJson(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}
