/** A report of a new case, as somebody sends it. */
export const opens = {
  alias: 'Casus Iep',
  municipality: 'mijnstad',
  household: [
    { role: 'MOTHER', ageYears: 31, isChild: false, confidentialAddress: 'ADRES-GEHEIM 7' },
    { role: 'SON', ageYears: 4, isChild: true },
  ],
};
/** The same with who reported and an assessment. */
export const body = {
  signal: 'POLICE_REPORT',
  kind: 'FIRST',
  source: 'POLICE',
  reporterKind: 'KNOWN',
  receivedAt: '2026-11-23T22:40:00.000Z',
  summary: 'Ruzie; kind erbij.',
  reporter: { name: 'MELDER-GEHEIM Q', contact: '06-GEHEIM' },
  opens,
  assessment: { level: 'ACUTE', assessedOn: '2026-11-24', words: 'Gevaar.' },
};
