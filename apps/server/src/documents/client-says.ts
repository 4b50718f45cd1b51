import { speaksSchema } from '@overlegtafel/documents';
import { closeCodes } from '@overlegtafel/protocol';
import type { PageMarks } from '../identity/page-marks.ts';
import type { SignedIn } from '../identity/session.ts';

/** What closes a connection for what its client says of itself. */
export const wrongClients = {
  OTHER_PERSON: closeCodes.otherPerson,
  TOO_OLD: closeCodes.tooOld,
} as const;
export type WrongClient = keyof typeof wrongClients;

/** What a client says of itself. */
export interface ClientSays extends Pick<SignedIn, 'person'> {
  readonly page: string | undefined;
  readonly schema: string | undefined;
}

/**
 * Why a client goes before anything is read: it is the page of somebody else, or of another version of the documents,
 * which would delete what it does not know (DC71). What is no page of ours says neither.
 */
export function whatIsWrong(
  { page, schema, person }: ClientSays,
  { pageMarks }: { readonly pageMarks: Pick<PageMarks, 'isOf'> },
): WrongClient | undefined {
  if (page !== undefined && !pageMarks.isOf(page, person)) return 'OTHER_PERSON';
  return speaksSchema(schema) ? undefined : 'TOO_OLD';
}
