import type { OutOfStep } from '@overlegtafel/domain';

const moment = (at: number) => new Date(at).toISOString();

const meanwhile =
  'Tot dan vernietigt de server niets en ruimt hij niets op; al het andere gaat door.';
const orConfirm =
  'Zet de klok goed als die verkeerd staat. Staat die goed, laat dat dan bevestigen met npm run accept-clock.';

/** Why what cannot be taken back waits for the clock, and what to do: in the same words whoever found it. */
export function clockWords({ kind, at, known }: OutOfStep): string {
  const now = `De klok staat op ${moment(at)}`;
  switch (kind) {
    case 'AHEAD':
      return `${now}, en liep op ${moment(known)} voor het laatst goed. Of die versprongen is of de server zo lang uit stond, is niet te zien. ${orConfirm} ${meanwhile}`;
    case 'BEHIND':
      return `${now}, vóór ${moment(known)}, en dat is al geweest. ${orConfirm} ${meanwhile}`;
    case 'APART':
      return `${now}, en die van de database op ${moment(known)}. Zet beide gelijk (NTP). ${meanwhile}`;
  }
}
