import type { ItemField, Verb } from '@overlegtafel/domain';
import type { ApiCallName } from '@overlegtafel/protocol/api-paths';
import type { PlantedCase } from './canary-case.ts';
import { isAllowed, sees } from './expected.ts';
import { everybody, type Somebody } from './practice-roles.ts';
import { ask } from './readings.ts';
import type { RightsWeek } from './rights-week.ts';

interface Command {
  readonly name: ApiCallName;
  readonly verb: Verb;
  readonly field: ItemField;
  readonly body: unknown;
}

const seen = 'a'.repeat(64);

/** Commands about an item with the right that each needs; none of these changes who sees it. */
const commands: readonly Command[] = [
  {
    name: 'propose',
    verb: 'WRITE',
    field: 'proposal',
    body: { kind: 'INVESTIGATION', words: 'x' },
  },
  { name: 'respond', verb: 'WRITE', field: 'response', body: { kind: 'AGREE', words: '' } },
  { name: 'agreeLevel', verb: 'CONFIRM', field: 'agreedLevel', body: { level: 'STRUCTURAL' } },
  { name: 'confirmDecision', verb: 'CONFIRM', field: 'decision', body: { seen } },
  { name: 'dissent', verb: 'WRITE', field: 'dissent', body: { words: 'x' } },
];

/** Gives every command as everybody about some cases; says how often, and what was answered otherwise than expected. */
export async function giveEverything(
  week: RightsWeek,
): Promise<{ readonly asserted: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  let asserted = 0;
  const cases = week.cases.filter(({ n }) => n % 3 === 0);
  for (const of of cases)
    for (const command of commands)
      await Promise.all(
        everybody.map(async (who) => {
          const { name, body } = command;
          const params = { item: of.item };
          const status = await ask(week, who.id, { transport: 'errors', name, params, body });
          asserted += 1;
          if (!isAsExpected(status, expectation(who, of, command, week)))
            wrong.push(`${who.id} ${name} case ${of.n} (${week.stateOf(of)}): ${status}`);
        }),
      );
  return { asserted, wrong };
}

type Expectation = 404 | 403 | 'TAKEN';

function expectation(
  who: Somebody,
  of: PlantedCase,
  { verb, field }: Command,
  week: RightsWeek,
): Expectation {
  const state = week.stateOf(of);
  if (!sees(who, of, state)) return 404;
  return isAllowed({ who, of, state, field, verb }) ? 'TAKEN' : 403;
}

/** What is allowed may still be impossible now, or have mistakes; it is not refused for who asks. */
function isAsExpected(status: number, expected: Expectation): boolean {
  return expected === 'TAKEN'
    ? ![401, 403, 404].includes(status) && status < 500
    : status === expected;
}
