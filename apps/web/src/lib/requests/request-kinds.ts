import { m } from '#lib/paraglide/messages.js';

/** What somebody may ask about what is kept of them. */
export const requestKinds = ['ERASURE', 'ACCESS', 'RECTIFICATION'] as const;

const words: Readonly<Record<string, () => string>> = {
  ERASURE: m.requests_kind_ERASURE,
  ACCESS: m.requests_kind_ACCESS,
  RECTIFICATION: m.requests_kind_RECTIFICATION,
};

export function requestWords(kind: string): string {
  return words[kind]?.() ?? kind;
}
