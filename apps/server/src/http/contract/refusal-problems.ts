import type { Mistake } from '@overlegtafel/domain';
import { type Language, mistakeSentence, type Names, toldBlocker } from '@overlegtafel/protocol';
import type { Refusal } from '@overlegtafel/usecases';
import type { Problem, ProblemDetails } from '../problems.ts';

/** A problem with what it says besides its kind. */
export interface ToldProblem {
  readonly problem: Problem;
  readonly details: ProblemDetails;
}

type Sort = Refusal['kind'];

/** The problem of each kind of refusal; one that is missing does not compile. */
const refused = {
  NOT_THERE: {
    status: 404,
    type: 'urn:overlegtafel:problem:not-there',
    title: 'Dit is er niet, of het is niet voor jou. Ga terug en kies opnieuw.',
    english: 'This is not there, or it is not for you. Go back and choose again.',
  },
  NOT_YOURS: {
    status: 403,
    type: 'urn:overlegtafel:problem:not-yours',
    title: 'Dit is niet aan jou. Vraag het aan wie het wel mag, of aan de voorzitter.',
    english: 'This is not yours to do. Ask whoever may do it, or the chair.',
  },
  MISTAKES: {
    status: 400,
    type: 'urn:overlegtafel:problem:mistakes',
    title: 'Er klopt iets niet in wat je stuurt. Verbeter het en probeer het opnieuw.',
    english: 'Something is not right in what you send. Correct it and try again.',
  },
  NOT_NOW: {
    status: 409,
    type: 'urn:overlegtafel:problem:not-now',
    title: 'Dit kan nu niet. Kijk hoe het ervoor staat en probeer het daarna opnieuw.',
    english: 'This cannot be done now. Look how things stand and then try again.',
  },
  BLOCKED: {
    status: 409,
    type: 'urn:overlegtafel:problem:blocked',
    title: 'Er staat nog iets open. Maak dat eerst af en probeer het daarna opnieuw.',
    english: 'Something is still open. Finish that first and then try again.',
  },
  SEEN_CHANGED: {
    status: 409,
    type: 'urn:overlegtafel:problem:seen-changed',
    title: 'De tekst is veranderd sinds je keek. Lees hem opnieuw en geef dan je antwoord.',
    english: 'The words changed since you looked. Read them again and then give your answer.',
  },
  UNSETTLED: {
    status: 409,
    type: 'urn:overlegtafel:problem:unsettled',
    title: 'Hier staan nog twee antwoorden naast elkaar. Kies er eerst samen een.',
    english: 'Two answers still stand side by side. Choose one together first.',
  },
  MOVED: {
    status: 409,
    type: 'urn:overlegtafel:problem:moved',
    title:
      'Iemand anders was je net voor. Er is niets veranderd: kijk opnieuw en probeer het nog eens.',
    english:
      'Somebody else was just before you. Nothing was changed: look again and try once more.',
  },
} as const satisfies Record<Sort, Problem>;

type NotNow = Readonly<Record<string, Pick<Problem, 'title' | 'english'>>>;

/** What cannot be done now has a reason that says more; reasons that are not listed get the general title. */
const meetings: NotNow = {
  MEETING_PREPARED: {
    title: 'Het overleg is nog niet geopend. Open het eerst.',
    english: 'The meeting is not open yet. Open it first.',
  },
  MEETING_ADJOURNED: {
    title: 'Het overleg is geschorst. Hervat het eerst.',
    english: 'The meeting is adjourned. Resume it first.',
  },
  MEETING_CLOSED: {
    title: 'Het overleg is gesloten. Wat niet klopt, zet je recht met een correctie.',
    english: 'The meeting is closed. What is not right is put right by a correction.',
  },
  MEETING_OPEN: {
    title: 'Het overleg is al bezig. Dit kan alleen daarvoor of daarna.',
    english: 'The meeting is under way. This can only be done before or after it.',
  },
};

/** What somebody who administers reads when a place cannot become so. */
const places: NotNow = {
  DUTIES_CONFLICT: {
    title:
      'Deze rol gaat niet samen met een andere rol van deze persoon, nu of later. Beëindig eerst de andere rol, of kies iemand anders.',
    english:
      'This role does not go together with another role of this person, now or later. End the other role first, or choose somebody else.',
  },
  SUBJECT_TAKEN: {
    title:
      'Dit account is al van iemand anders. Kijk in de lijst of deze persoon er al staat en kies die, of controleer de naam van het account.',
    english:
      'This account already belongs to somebody. See whether this person is in the list and choose them, or check the name of the account.',
  },
  MEMBER_ALREADY: {
    title:
      'Deze persoon heeft deze plek al in die tijd. Kies een ander begin, of laat het zoals het is.',
    english:
      'This person already has this place at that time. Choose another beginning, or leave it as it is.',
  },
  NOT_TO_YOURSELF: {
    title: 'Je kunt jezelf geen plek geven. Vraag het een andere beheerder.',
    english: 'You cannot give yourself a place. Ask another administrator.',
  },
  LAST_ADMINISTRATOR: {
    title:
      'Dan heeft deze tafel op een moment geen beheerder meer. Maak eerst iemand anders beheerder, en beëindig deze plek daarna.',
    english:
      'Then this table would at some moment have no administrator. Make somebody else administrator first, and end this place after that.',
  },
  ACCOUNTS_BROKEN: {
    title:
      'Wie welke plek heeft, is buiten Overlegtafel om veranderd. Er kan nu niemand bij of af. Bel wie de server beheert: npm run verify zegt wat er is veranderd.',
    english:
      'Who has which place was changed past Overlegtafel. Nobody can be added or put out now. Call whoever runs the server: npm run verify says what was changed.',
  },
  MEMBERSHIP_OVER: {
    title: 'Deze plek is al voorbij en komt niet terug. Geef deze persoon een nieuwe plek.',
    english: 'This place is over and does not come back. Give this person a new place.',
  },
  ONLY_SHORTER: {
    title:
      'Je kunt een plek alleen korter maken. Geef deze persoon een nieuwe plek die begint als deze eindigt.',
    english:
      'A place can only be made shorter. Give this person a new place that begins when this one ends.',
  },
};

/** When a precondition of the request itself does not hold any more (If-Match). */
export const movedOn: Problem = { ...refused.MOVED, status: 412 };
export const notThere: Problem = refused.NOT_THERE;

/** What a refusal says to whoever asked. */
export function problemOfRefusal(refusal: Refusal, language: Language, names: Names): ToldProblem {
  const problem: Problem = refused[refusal.kind];
  switch (refusal.kind) {
    case 'NOT_YOURS':
      return { problem, details: { reason: refusal.reason } };
    case 'MISTAKES':
      return { problem, details: { mistakes: toldMistakes(refusal.mistakes, language) } };
    case 'NOT_NOW':
      return {
        problem: { ...problem, ...(meetings[refusal.because] ?? places[refusal.because]) },
        details: { because: refusal.because },
      };
    case 'BLOCKED':
      return {
        problem,
        details: { blockers: refusal.blockers.map((each) => toldBlocker(each, language, names)) },
      };
    case 'NOT_THERE':
    case 'SEEN_CHANGED':
    case 'UNSETTLED':
    case 'MOVED':
      return { problem, details: {} };
  }
}

function toldMistakes(mistakes: readonly Mistake[], language: Language) {
  return mistakes.map((mistake) => ({
    path: mistake.path,
    kind: mistake.kind,
    ...(mistake.understood === undefined ? {} : { understood: mistake.understood }),
    message: mistakeSentence(mistake, language),
  }));
}
