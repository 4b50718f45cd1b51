import type {
  ActionId,
  CaseId,
  DissentId,
  ItemId,
  MeetingId,
  MonitoringId,
  PersonId,
  TableId,
} from '@overlegtafel/domain';
import type { Language } from '@overlegtafel/protocol';
import type { ApiAnswer, apiContract } from '@overlegtafel/protocol/api';
import type { ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import type { Caller, Outcome } from '@overlegtafel/usecases';
import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { SentFile } from '../../files/sent-files.ts';
import type { Problem } from '../problems.ts';

/** What each parameter of a path names. */
interface ParamKinds {
  table: TableId;
  meeting: MeetingId;
  item: ItemId;
  action: ActionId;
  dissent: DissentId;
  case: CaseId;
  moment: MonitoringId;
  record: string;
  person: PersonId;
  membership: string;
  request: string;
  hold: string;
}

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type Contract = typeof apiContract;

type ParamsOf<N extends ApiCallName> = {
  readonly [K in NamesIn<(typeof apiPaths)[N]['path']> & keyof ParamKinds]: ParamKinds[K];
};
type BodyOf<N extends ApiCallName> = Contract[N] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
type QueryOf<N extends ApiCallName> = Contract[N] extends {
  query: infer Q extends z.ZodType;
}
  ? z.output<Q>
  : undefined;

/** A request as its handler gets it: everything of the form that the contract says. */
export interface Asked<N extends ApiCallName> {
  readonly params: ParamsOf<N>;
  readonly query: QueryOf<N>;
  readonly body: BodyOf<N>;
  /** Who asks; undefined only where the contract lets anybody in. */
  readonly caller: Contract[N] extends { isOpen: true } ? Caller | undefined : Caller;
  readonly language: Language;
  /** Through which door a call came that needs no session. */
  readonly door: Pick<Caller, 'traceId' | 'origin'>;
  readonly headers: IncomingHttpHeaders;
  /** A large file that came with it; the body has its digest where a short one stands itself. */
  readonly file: SentFile | undefined;
  /** Sets a header of the answer. */
  readonly set: (name: string, value: string) => void;
}

/** What a handler gives: what the use case said, or a problem of the door itself. */
export type Handled<T> =
  Outcome<T> | { readonly kind: 'PROBLEM'; readonly problem: Problem } | HandledLines;

/** An answer of lines, each a JSON text, for calls whose contract has no JSON answer. */
export interface HandledLines {
  readonly kind: 'LINES';
  readonly lines: AsyncIterable<string> | Iterable<string>;
}

/** A call without an answer in the contract may give anything: nobody sees it. */
type AnswerOf<N extends ApiCallName> = Contract[N] extends { answer: z.ZodType }
  ? ApiAnswer<N>
  : unknown;

export type Handler<N extends ApiCallName> = (
  asked: Asked<N>,
) => Promise<Handled<AnswerOf<N>>> | Handled<AnswerOf<N>>;
