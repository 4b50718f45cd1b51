import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, in the order of how long: more than twenty seconds on two cores. Whatever starts last alone
 * keeps the other cores waiting. A file that is missing here is only run later.
 */
const longest = [
  'tests/meeting/races/races.test.ts',
  'tests/e2e/server-killed.spec.ts',
  'tests/e2e/accessible-even-screens.spec.ts',
  'tests/e2e/accessible-odd-screens.spec.ts',
  'tests/e2e/building-blocks.spec.ts',
  'tests/e2e/practice-week.spec.ts',
  'tests/e2e/imported-week.spec.ts',
  'tests/rights/rights-matrix.test.ts',
  'tests/meeting/two-servers/two-servers.test.ts',
  'tests/e2e/keyboard-alone.spec.ts',
  'tests/e2e/write-together.spec.ts',
  'tests/e2e/chair-gone.spec.ts',
  'tests/e2e/budgets.spec.ts',
  'tests/rooms/simulation/simulation.test.ts',
  'tests/meeting/scripted-meeting.test.ts',
  'tests/threats/script-in-text.spec.ts',
  'tests/e2e/start-page.spec.ts',
  'tests/e2e/case-sheet.spec.ts',
  'tests/e2e/closed-while-typing.spec.ts',
  'tests/e2e/practice-pages.spec.ts',
];

/** Runs the longest files of a turn first, and the rest in the order of vitest: failed before, or large. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted(
      (one, other) => turnOf(one) - turnOf(other) || placeOf(one) - placeOf(other),
    );
  }
}

function turnOf({ project }: TestSpecification): number {
  return project.config.sequence.groupOrder;
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place === -1 ? longest.length : place;
}
