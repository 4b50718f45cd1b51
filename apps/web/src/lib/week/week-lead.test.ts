import { describe, expect, it } from 'vitest';
import { weekLead } from './week-lead.ts';

describe('how my week stands', () => {
  it('MW3 says first what waits for an answer: handovers, then actions, then what is late', () => {
    expect(weekLead({ late: 2, waiting: 1, handovers: 1 })).toBe(
      'Eén overdracht wacht op je antwoord. Eén actie wacht op jouw ja. 2 acties zijn te laat.',
    );
  });
});
