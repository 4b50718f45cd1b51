import { expect, it } from 'vitest';
import { Stage } from '../../faults/stage.ts';

const seed = 1854;
const typeEveryMs = 60;
const restarts = 1;
const backWithinMs = 20_000;

it('openslides#1854 openslides#4691 openslides-client#779 all clients recover when the server restarts under load', async () => {
  const stage = await Stage.open({ seed });
  try {
    await stage.start();
    const people = await stage.seat({ count: 6, kind: 'mixed' });
    const stop = stage.keepTyping(people, typeEveryMs);
    for (let round = 0; round < restarts; round += 1) {
      await stage.until(() => people.every(({ isSynced }) => isSynced), backWithinMs);
      await stage.crash();
      await stage.start();
    }
    const areBack = await stage.until(() => people.every(({ isSynced }) => isSynced), backWithinMs);
    expect(areBack).toBe(true);
    stop();
    const { findings, evidence } = await stage.finish({ patienceMs: backWithinMs });
    expect(findings.map(({ invariant, message }) => `${invariant} ${message}`)).toEqual([]);
    expect(evidence.I2).toBeGreaterThan(0);
  } finally {
    await stage.close();
  }
});
