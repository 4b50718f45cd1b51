import { pageMark } from '@overlegtafel/protocol';
import type { Caller } from '@overlegtafel/usecases';
import type { Request, Response } from 'express';
import type { BoundCall } from './contract/bound-call.ts';
import { problems, type Problem } from './problems.ts';

/** What tells whose page a call comes from. */
export interface PageDoor {
  /** Whether the page with this mark was made for this person. */
  readonly isPageOf: (mark: string, person: Caller['person']) => boolean;
}

/**
 * What is wrong with the page that a call comes from: it was made for somebody else, or it does not say for whom.
 * Programs are no pages and say nothing; a page in a browser always does, and browsers tell that it is one.
 */
export function pageProblem(
  { name, call }: Pick<BoundCall, 'name' | 'call'>,
  caller: Pick<Caller, 'person'> | undefined,
  { request, response }: { readonly request: Request; readonly response: Response },
  { isPageOf }: PageDoor,
): Problem | undefined {
  // What anybody may ask is nobody's; but signing out ends the session of somebody.
  if (caller === undefined || (call.isOpen === true && name !== 'signOut')) return undefined;
  const mark = request.get(pageMark.header);
  if (mark === undefined) return isFromScript(request) ? problems.pageUnmarked : undefined;
  if (isPageOf(mark, caller.person)) return undefined;
  // Also for the server that asks on behalf of a page: it hands this on to the browser.
  response.set(pageMark.header, pageMark.ofAnother);
  return problems.otherPerson;
}

/** Whether a script in a page of ours asks. No page can set these headers, and no program has to. */
function isFromScript({ headers }: Request): boolean {
  return headers['sec-fetch-site'] === 'same-origin' && headers['sec-fetch-dest'] === 'empty';
}
