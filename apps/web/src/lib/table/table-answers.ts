import type { ApiAnswer } from '@overlegtafel/protocol/api';

/** What the API tells about a meeting, its items and the people at its table. */
export type MeetingAnswer = ApiAnswer<'meeting'>;
export type ItemAnswer = ApiAnswer<'item'>;
export type ItemSummary = MeetingAnswer['items'][number];
export type PersonAnswer = MeetingAnswer['present'][number];
export type TablePeople = ApiAnswer<'tablePeople'>;
export type Me = ApiAnswer<'me'>;
export type Custody = ItemSummary['custody'];
