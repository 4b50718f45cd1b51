import { setTimeout as after } from 'node:timers/promises';
import type { Random } from '../../seeded-random.ts';
import type { MeetingTable } from '../meeting-table.ts';
import type { Answer, Participant } from '../table-client.ts';
import { writeParagraph } from '../write-case.ts';

/** What somebody was told about what they did; `mark` is a word that stands in it and in nothing else. */
export interface Told {
  readonly what: string;
  readonly mark: string;
  readonly said: 'DONE' | 'REFUSED' | 'UNKNOWN';
  /** False: something later may stand in its place, so that it need not be in the record. */
  readonly isKept: boolean;
}

/** Where a race is run: one case that could be closed this moment. */
export interface Track {
  readonly at: MeetingTable;
  readonly alias: string;
  readonly item: string;
  /** An action of the local team. */
  readonly action: string;
  readonly seen: string;
}

type Command = (who: Participant, track: Track, mark: string) => Promise<Told>;

function told(what: string, mark: string, { kind: said }: Answer<unknown>, isKept: boolean): Told {
  return { what, mark, said, isKept };
}

/** Words that only this command has. */
export function markOf(random: Random): string {
  return `merk${random.below(2 ** 31).toString(36)}x${random.below(2 ** 31).toString(36)}`;
}

const dissent: Command = async (who, { at, item }, mark) => {
  const body = { words: mark, revisitOn: at.day(300) };
  return told('dissent', mark, await who.call('dissent', { params: { item }, body }), true);
};
const nothing: Command = async (who, { at, alias, item }, mark) => {
  const child = (await at.item(alias)).household.find(({ isChild }) => isChild)?.id ?? '';
  const body = { child, reason: mark };
  return told(
    'nothing',
    mark,
    await who.call('nothingForChild', { params: { item }, body }),
    false,
  );
};
const respond: Command = async (who, { item }, mark) => {
  const body = { kind: 'ASK', words: mark } as const;
  return told('respond', mark, await who.call('respond', { params: { item }, body }), false);
};
const propose: Command = async (who, { item }, mark) => {
  const body = { kind: 'INVESTIGATION', words: mark } as const;
  return told('propose', mark, await who.call('propose', { params: { item }, body }), false);
};
const comeAndGo: Command = async (who, { at: { meeting } }, mark) => {
  await who.call('leaveMeeting', { params: { meeting } });
  const answer = await who.call('enterMeeting', { params: { meeting } });
  return told('enter', mark, answer, false);
};
const minutes: Command = async (who, { item }, mark) => {
  const answer = await who.call('setMinutes', { params: { item }, body: { minutes: 7 } });
  return told('minutes', mark, answer, false);
};
const decline: Command = async (_who, { at, item, action, seen }, mark) => {
  const parts = { params: { item, action }, body: { seen, reason: mark } };
  const answer = await at.as('local-team-mijnstad').call('declineAction', parts);
  return told('decline', mark, answer, false);
};
const report: Command = async (_who, { at }, mark) => {
  const letters = mark.replaceAll(/\d/g, '').slice(4, 16);
  const alias = `W${letters}`;
  const answer = await at.tryReport(alias);
  const stands = answer.kind === 'DONE' && answer.value.item !== undefined;
  const said = answer.kind === 'DONE' && !stands ? ({ kind: 'UNKNOWN' } as const) : answer;
  // A report that found the meeting closed waits for the next one: it is on no record, and it was told so.
  if (answer.kind === 'DONE' && !stands)
    return { what: 'report', mark: alias, said: 'REFUSED', isKept: true };
  return told('report', `Casus ${alias}`, said, true);
};

/** Writes in the document, and waits until it is on disk or refused. */
function typing(field: 'facts' | 'decisionText'): Command {
  return async (who, { item }, mark) => {
    const document = who.join(`item:${item}`);
    try {
      await document.synced();
      await document.write((doc) => {
        writeParagraph(doc, field, ` ${mark} `);
      });
      return { what: field, mark, said: 'DONE', isKept: true };
    } catch (error) {
      return { what: `${field} (${String(error)})`, mark, said: 'REFUSED', isKept: true };
    } finally {
      document.vanish();
    }
  };
}

const usual: readonly [Command, ...Command[]] = [
  dissent,
  typing('facts'),
  typing('facts'),
  respond,
  propose,
  comeAndGo,
  minutes,
  nothing,
];
const disturbing: readonly [Command, ...Command[]] = [typing('decisionText'), decline, report];

const disturbers = 0.02;
const spreadMs = 80;

/** One command of somebody, at some moment of the race. Few of them keep the meeting from closing. */
export async function commandOf(who: Participant, track: Track, random: Random): Promise<Told> {
  const command = random.pick(random.chance(disturbers) ? disturbing : usual);
  const mark = markOf(random);
  await after(random.below(spreadMs));
  return command(who, track, mark);
}
