import {
  type Mistake,
  type Parsed,
  readWrittenMoment,
  reporterKinds,
  reportKinds,
  reportSources,
  safetyLevels,
  signalKinds,
  utcText,
} from '@overlegtafel/domain';
import type { ApiBody } from '@overlegtafel/protocol/api';
import type { Filled } from '#lib/forms/filled-form.ts';
import { formChoice, formText } from '#lib/forms/form-text.ts';
import { ageMistakes, householdIn } from './household-rows.ts';

type Body = ApiBody<'takeInReport'>;

/** A report as it was filled in, or what has to be filled in before it can be sent. */
export type FilledReport =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads the form of a report. Everything else about it the server judges. */
export function reportIn(form: FormData, meeting: string): FilledReport {
  const choices = choicesIn(form);
  const receivedAt = receivedIn(form);
  const ages = formText(form, 'caseId') === '' ? ageMistakes(form) : [];
  if (!choices.ok || !receivedAt.ok || ages.length > 0) {
    const moment = receivedAt.ok ? [] : receivedAt.mistakes;
    const unchosen = choices.ok ? [] : choices.mistakes;
    return { ok: false, mistakes: [...unchosen, ...moment, ...ages] };
  }
  const reporter = reporterIn(form);
  const assessment = assessmentIn(form);
  return {
    ok: true,
    body: {
      ...choices.value,
      receivedAt: receivedAt.value,
      summary: formText(form, 'summary'),
      ...referenceIn(form),
      ...subjectIn(form),
      ...(reporter ? { reporter } : {}),
      ...(assessment ? { assessment } : {}),
      ...(form.has('onAgenda') ? { meeting } : {}),
    },
  };
}

type Choices = Pick<Body, 'signal' | 'kind' | 'source' | 'reporterKind'>;

/** What is chosen from a list, each of which has to be. */
function choicesIn(
  form: FormData,
):
  | { readonly ok: true; readonly value: Choices }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const signal = formChoice(form, 'signal', signalKinds);
  const kind = formChoice(form, 'kind', reportKinds);
  const source = formChoice(form, 'source', reportSources);
  const reporterKind = formChoice(form, 'reporterKind', reporterKinds);
  if (signal && kind && source && reporterKind)
    return { ok: true, value: { signal, kind, source, reporterKind } };
  return { ok: false, mistakes: missing({ signal, kind, source, reporterKind }) };
}

function missing(given: Readonly<Record<string, unknown>>): readonly Mistake[] {
  return Object.entries(given).flatMap(([path, value]) =>
    value === undefined ? [{ path, kind: 'MISSING' as const }] : [],
  );
}

/** When it came in, by the clock in Amsterdam. Which of two hours that look alike is meant may stand behind the time. */
export function receivedIn(form: FormData): Parsed<string> {
  const written = [formText(form, 'receivedDay'), formText(form, 'receivedTime')].join(' ');
  const read = readWrittenMoment(written, 'receivedAt');
  return read.ok ? { ok: true, value: utcText(read.value) } : read;
}

function reporterIn(form: FormData): Body['reporter'] {
  const name = formText(form, 'reporterName');
  const contact = formText(form, 'reporterContact');
  if (name === '') return undefined;
  return { name, ...(contact === '' ? {} : { contact }) };
}

/** AG341: the reference, and that a report with it is wanted once more. */
function referenceIn(form: FormData): Pick<Body, 'chainReference' | 'again'> {
  const chainReference = formText(form, 'chainReference');
  if (chainReference === '') return {};
  return { chainReference, ...(form.has('again') ? { again: true } : {}) };
}

/** AG23: the case that was chosen, or the one that the report opens. */
function subjectIn(form: FormData): Pick<Body, 'caseId' | 'opens'> {
  const caseId = formText(form, 'caseId');
  return caseId === '' ? { opens: opensIn(form) } : { caseId };
}

/** The case that was chosen before the form was refused. */
export function chosenBefore(filled: Filled | undefined) {
  const caseId = filled?.['caseId'] ?? '';
  return caseId === '' ? undefined : { caseId, alias: filled?.['caseAlias'] ?? '' };
}

function opensIn(form: FormData): NonNullable<Body['opens']> {
  const municipality = formText(form, 'municipality');
  return {
    alias: formText(form, 'alias'),
    household: householdIn(form),
    ...(municipality === '' ? {} : { municipality }),
  };
}

function assessmentIn(form: FormData): Body['assessment'] {
  const level = formChoice(form, 'level', safetyLevels);
  if (level === undefined) return undefined;
  return {
    level,
    assessedOn: formText(form, 'assessedOn'),
    words: formText(form, 'assessmentWords'),
  };
}
