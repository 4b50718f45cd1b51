import { type EarlierCase, feedback } from './earlier-case.ts';

/** Was handed over, and received. */
export const populier: EarlierCase = {
  alias: 'Populier',
  municipality: 'beekdorp',
  signal: 'REPORT',
  kind: 'REPEAT',
  source: 'YOUTH_CARE',
  reporterKind: 'KNOWN',
  reporter: { name: 'Jeugdhulpverlener G. Kuipers', contact: 'kantoor 0000 3' },
  summary: 'Moeder en zoon van 13 slaan en schoppen elkaar bij ruzie.',
  household: [
    { key: 'mother', role: 'MOTHER', ageYears: 40, isChild: false, whereabouts: 'thuis' },
    { key: 'son', role: 'SON', ageYears: 13, isChild: true, whereabouts: 'thuis' },
  ],
  level: 'STRUCTURAL',
  assessment: 'Ruzies die elke week uit de hand lopen.',
  proposal: { kind: 'HANDOVER', words: 'Overdracht naar het wijkteam.' },
  facts: ['Tweede melding in een jaar.'],
  worries: ['De zoon gaat steeds minder naar school.'],
  strengths: ['Er is een oom die de zoon opvangt.'],
  childVoice: ['“Bij mijn oom is het rustig.”'],
  registers: {
    safeNow: 'WITH_CONDITIONS',
    priority: 'WITHIN_TERM',
    visitThisWeek: false,
    riskFactors: ['PARENTING_STRESS', 'SCHOOL_ABSENCE'],
    violenceProfile: ['CHILD_BEHAVIOUR'],
  },
  decision: { kind: 'HANDOVER', words: 'Het wijkteam neemt het gezin over.' },
  owner: 'local-team-beekdorp',
  actions: [
    {
      words: 'Laat een gezinscoach beginnen.',
      owner: 'local-team-beekdorp',
      dueDaysBefore: 5,
      phase: 'RISK_DRIVEN',
      forWhom: ['son'],
      isLate: true,
    },
    feedback(11),
  ],
  condition: {
    words: 'Bij ruzie gaat de zoon naar zijn oom.',
    alarm: { signal: 'er wordt geslagen', caller: 'de oom', callee: 'het wijkteam' },
  },
};

/** Was handed over, and refused afterwards. */
export const es: EarlierCase = {
  alias: 'Es',
  municipality: 'grensdorp',
  signal: 'REPORT',
  kind: 'FIRST',
  source: 'HEALTH_CARE',
  reporterKind: 'KNOWN',
  reporter: { name: 'Huisarts O. Roelofs', contact: 'praktijk 0000 8' },
  summary: 'Vader alleen met twee zonen. Hij schreeuwt en gooit met spullen.',
  household: [
    { key: 'father', role: 'FATHER', ageYears: 42, isChild: false, whereabouts: 'thuis' },
    { key: 'son-10', role: 'SON', ageYears: 10, isChild: true, whereabouts: 'thuis' },
    { key: 'son-12', role: 'SON', ageYears: 12, isChild: true, whereabouts: 'thuis' },
  ],
  level: 'MULTI_PROBLEM',
  assessment: 'Onveiligheid dreigt. Vader is overbelast sinds het overlijden van moeder.',
  proposal: { kind: 'HANDOVER', words: 'Overdracht naar het wijkteam.' },
  facts: ['Vader vroeg zelf om hulp bij de huisarts.'],
  worries: ['De jongens zijn veel alleen.'],
  strengths: ['Vader wil hulp.'],
  childVoice: ['“Papa is vooral verdrietig.”'],
  registers: {
    safeNow: 'YES',
    priority: 'WITHIN_TERM',
    visitThisWeek: false,
    riskFactors: ['PARENTING_STRESS', 'CARE_OVERLOAD', 'ISOLATION'],
    violenceProfile: ['FAMILY_UNDER_STRESS'],
  },
  decision: { kind: 'HANDOVER', words: 'Het wijkteam Grensdorp neemt het gezin over.' },
  owner: 'local-team-grensdorp',
  actions: [
    {
      words: 'Spreek de jongens op school.',
      owner: 'process-director-gd',
      dueDaysBefore: 5,
      phase: 'RISK_DRIVEN',
      forWhom: ['son-10', 'son-12'],
    },
    feedback(5),
  ],
  condition: {
    words: 'Vader belt de huisarts als het hem te veel wordt.',
    alarm: { signal: 'hij neemt niet op', caller: 'de huisarts', callee: 'Veilig Thuis' },
  },
  refusedBecause: 'Wij hebben een wachtlijst van zes weken. Zo lang kan dit gezin niet wachten.',
};
