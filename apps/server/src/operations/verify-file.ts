// edge: a file that somebody was given
import { readFileSync } from 'node:fs';
import { apiContract } from '@overlegtafel/protocol/api';
import { checkRecordFile, type RecordFile, type RecordFileVerdict } from '@overlegtafel/usecases';
import { StartupProblem } from '../startup-problem.ts';
import type { VerifyReport } from './verify-report.ts';

/**
 * AU71: checks a sealed list that was taken out as a file. It needs no database and no key; whether it is the list that
 * was sealed then shows from its fingerprint on paper or in the database.
 *
 * @throws {StartupProblem} when it is no such file
 */
export function verifyFile(path: string): VerifyReport {
  const file = readRecordFile(path);
  const { number, parts } = file.manifest;
  const verdict = checkRecordFile(file);
  return {
    isSound: verdict.kind === 'SOUND',
    lines: [
      `Besluitenlijst nummer ${number}, ${parts.length} ${parts.length === 1 ? 'casus' : 'casussen'}`,
      `Vingerafdruk: ${file.fingerprint}`,
      sentenceOf(verdict),
    ],
  };
}

function readRecordFile(path: string): RecordFile {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return apiContract.recordFile.answer.parse(read);
  } catch {
    throw new StartupProblem(`${path} is geen bestand van een besluitenlijst.`);
  }
}

function sentenceOf(verdict: RecordFileVerdict): string {
  switch (verdict.kind) {
    case 'SOUND':
      return `Alles klopt. Van ${verdict.shown} van de ${verdict.parts} staat de tekst in dit bestand. Vergelijk de vingerafdruk met die op papier of in de besluitenlijst.`;
    case 'PART_CHANGED':
      return `Er klopt iets niet: de tekst van casus ${verdict.place} is niet wat er is verzegeld.`;
    case 'MANIFEST_CHANGED':
      return 'Er klopt iets niet: de lijst hoort niet bij deze vingerafdruk.';
  }
}
