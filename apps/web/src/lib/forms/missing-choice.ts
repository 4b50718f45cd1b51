import type { ApiResult } from '#lib/api/call.ts';
import { m } from '#lib/paraglide/messages.js';

const badRequest = 400;

/** What a form says that came without a choice it needs: nothing is sent, and nothing is made up. */
export function missingChoice(): Promise<ApiResult<never>> {
  return Promise.resolve({
    kind: 'PROBLEM',
    problem: {
      status: badRequest,
      type: 'missing-choice',
      title: m.forms_choose_first(),
      blockers: [],
      mistakes: [],
    },
  });
}
