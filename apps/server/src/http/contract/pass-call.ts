import type { Blocker } from '@overlegtafel/domain';
import type { Language, Names } from '@overlegtafel/protocol';
import { type ApiCallName, apiPaths } from '@overlegtafel/protocol/api-paths';
import { type Caller, claimTimes } from '@overlegtafel/usecases';
import type { Request, Response } from 'express';
import { comesFromUs, isSafeMethod } from '../comes-from-us.ts';
import { languageOf } from '../language-of.ts';
import { type PageDoor, pageProblem } from '../page-problem.ts';
import { problems, type Problem, type ProblemDetails, sendProblem } from '../problems.ts';
import type { SentFile, SentFiles } from '../../files/sent-files.ts';
import type { Turnstile } from '../turnstile.ts';
import { contextOf } from '../request-context.ts';
import type { Answered, BoundCall } from './bound-call.ts';
import type { EqualTime } from './equal-time.ts';
import { readBody } from './read-body.ts';
import { movedOn, notThere, problemOfRefusal } from './refusal-problems.ts';
import { type Repeats, repeatKeyForm } from './repeats.ts';
import { type Reply, sendReply } from './reply.ts';

/** What stands between a request and the call that it asks for. */
export interface Door extends PageDoor {
  readonly origins: () => readonly string[];
  /** Who asks; undefined without a session that is valid now. When only watching, without using the session. */
  readonly callerOf: (request: Request, isWatching: boolean) => Promise<Caller | undefined>;
  readonly turnstile: Pick<Turnstile, 'waitSeconds'>;
  /** Through which door a request came, as the access log wants to know it. */
  readonly cameBy: (request: Request) => Pick<Caller, 'traceId' | 'origin'>;
  readonly repeats: Repeats;
  /** Where large files go. */
  readonly files: SentFiles;
  /** Names for the sentences of blockers. */
  readonly namesFor: (blockers: readonly Blocker[], language: Language) => Promise<Names>;
  /** The revision that `If-Match` is held against, of what the caller may see; undefined for all else. */
  readonly revisionOf: (params: Request['params'], caller: Caller) => Promise<number | undefined>;
  /** What is not there, and what may not be seen, is answered after the same time. */
  readonly equalTime: EqualTime;
  /** Called with every answer before it is sent: tests hold it against the contract here. */
  readonly look?: ((name: ApiCallName, body: unknown) => void) | undefined;
}

interface Passing {
  readonly request: Request;
  readonly response: Response;
}

/** Takes one request through the door to its call, and the answer back. */
export async function passCall(bound: BoundCall, door: Door, passing: Passing): Promise<void> {
  const { request, response } = passing;
  const { traceId } = contextOf(request);
  const refuse = (problem: Problem, details?: ProblemDetails) => {
    sendProblem(response, problem, traceId, details);
  };
  if (!isSafeMethod(apiPaths[bound.name].method) && !comesFromUs(request.headers, door.origins())) {
    refuse(problems.fromElsewhere);
    return;
  }
  const caller = await callerOf(bound, door, request);
  const waitSeconds = await waitOf(bound, door, request, caller);
  if (waitSeconds !== undefined) {
    response.set('retry-after', String(waitSeconds));
    refuse(problems.tooMany);
    return;
  }
  if (caller === undefined && bound.call.isOpen !== true) {
    refuse(problems.signInFirst);
    return;
  }
  const ofPage = pageProblem(bound, caller, passing, door);
  if (ofPage !== undefined) {
    refuse(ofPage);
    return;
  }
  await answerCall({ bound, door, passing, caller });
}

/** Reads the body and answers; a file that came with it is let go when that is done. */
async function answerCall(arrived: Omit<Call, 'file'>): Promise<void> {
  const { bound, door, passing, caller } = arrived;
  const { request, response } = passing;
  const { traceId } = contextOf(request);
  const equalled = door.equalTime.begin();
  const reading = { files: door.files, person: caller?.person };
  const read = await readBody(bound, request, response, reading);
  if (read.kind === 'OTHER_FORM') {
    sendProblem(response, problems.unsupported, traceId);
    return;
  }
  try {
    const hasMoved = caller !== undefined && (await hasMovedOn(request, caller, door));
    if (hasMoved) sendProblem(response, movedOn, traceId);
    else {
      const reply = await replyTo({ ...arrived, file: read.file });
      if (reply.kind === 'PROBLEM' && reply.status === notThere.status) await equalled();
      await sendReply(reply, response);
    }
  } finally {
    read.file?.close();
  }
}

async function callerOf(
  { call }: BoundCall,
  door: Door,
  request: Request,
): Promise<Caller | undefined> {
  return call.isUncounted ? undefined : door.callerOf(request, call.isWatching === true);
}

/** Counts the call; seconds to wait, or undefined when it may go on. */
async function waitOf(
  { call }: BoundCall,
  { turnstile }: Door,
  request: Request,
  caller: Caller | undefined,
): Promise<number | undefined> {
  if (call.isUncounted) return undefined;
  const purpose = call.isSigningIn ? 'SIGNING_IN' : 'ANYTHING';
  return turnstile.waitSeconds(request, caller?.person, purpose);
}

/** True when the request counts on a revision that is no longer the one. */
async function hasMovedOn(request: Request, caller: Caller, door: Door): Promise<boolean> {
  const wanted = request.headers['if-match'];
  if (wanted === undefined || wanted === '*' || request.method === 'GET') return false;
  const revision = await door.revisionOf(request.params, caller);
  return revision !== undefined && wanted !== etagOf(revision);
}

/** The ETag of a meeting, and of its items: every command of the meeting raises it. */
function etagOf(revision: number): string {
  return `"${revision}"`;
}

/** By then whoever does it is ready, or their claim has ended. */
const underWaySeconds = claimTimes.leaseMs / 1000;

interface Call {
  readonly bound: BoundCall;
  readonly door: Door;
  readonly passing: Passing;
  readonly caller: Caller | undefined;
  readonly file: SentFile | undefined;
}

async function replyTo(call: Call): Promise<Reply> {
  const { bound, door, passing, caller } = call;
  const { request } = passing;
  const key = request.get('idempotency-key');
  if (key === undefined || bound.call.creates !== true || caller === undefined)
    return makeReply(call);
  if (!repeatKeyForm.test(key))
    return mistakesReply(call, [{ path: 'Idempotency-Key', kind: 'UNKNOWN_VALUE' }]);
  const asked = JSON.stringify([bound.name, request.originalUrl, request.body]);
  const { status } = bound.call;
  const repeated = await door.repeats.answer(
    { person: caller.person, key, asked, status },
    (claim) => makeReply({ ...call, caller: { ...caller, claim } }),
  );
  switch (repeated.kind) {
    case 'REPLY':
      return repeated.reply;
    case 'OTHER_REQUEST':
      return problemReply(call, problems.otherRequest);
    case 'UNDER_WAY':
      passing.response.set('retry-after', String(underWaySeconds));
      return problemReply(call, problems.underWay);
  }
}

async function makeReply(call: Call): Promise<Reply> {
  const { bound, caller, passing, file } = call;
  const cameBy = call.door.cameBy(passing.request);
  const set = (name: string, value: string) => void passing.response.set(name, value);
  const answered = await bound.answer({
    request: passing.request,
    caller,
    door: cameBy,
    file,
    set,
  });
  switch (answered.kind) {
    case 'NO_SUCH_ID':
      return problemReply(call, notThere);
    case 'MISTAKES':
      return mistakesReply(call, answered.mistakes);
    case 'HANDLED':
      return handledReply(call, answered.handled);
  }
}

async function handledReply(
  call: Call,
  handled: Extract<Answered, { readonly kind: 'HANDLED' }>['handled'],
): Promise<Reply> {
  const { bound, door, passing } = call;
  switch (handled.kind) {
    case 'LINES':
      return handled;
    case 'PROBLEM':
      return problemReply(call, handled.problem);
    case 'REFUSED': {
      const { refusal } = handled;
      const language = languageOf(passing.request);
      const names =
        refusal.kind === 'BLOCKED' ? await door.namesFor(refusal.blockers, language) : noNames;
      const told = problemOfRefusal(refusal, language, names);
      return problemReply(call, told.problem, told.details);
    }
    case 'DONE': {
      const revision = revisionIn(handled.value);
      if (revision !== undefined) passing.response.set('etag', etagOf(revision));
      const { status } = bound.call;
      if (status === 204) return { kind: 'BODY', status, body: undefined };
      door.look?.(bound.name, handled.value);
      return { kind: 'BODY', status, body: JSON.stringify(handled.value) };
    }
  }
}

function revisionIn(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('revision' in value)) return undefined;
  return typeof value.revision === 'number' ? value.revision : undefined;
}

function mistakesReply(
  call: Call,
  mistakes: Extract<Answered, { readonly kind: 'MISTAKES' }>['mistakes'],
): Reply {
  const language = languageOf(call.passing.request);
  const told = problemOfRefusal({ kind: 'MISTAKES', mistakes }, language, noNames);
  return problemReply(call, told.problem, told.details);
}

const noNames: Names = {
  item: () => undefined,
  person: () => undefined,
  organisation: () => undefined,
  child: () => undefined,
  action: () => undefined,
};

function problemReply({ passing }: Call, problem: Problem, details?: ProblemDetails): Reply {
  const { traceId } = contextOf(passing.request);
  const send = () => {
    sendProblem(passing.response, problem, traceId, details);
  };
  return { kind: 'PROBLEM', status: problem.status, send };
}
