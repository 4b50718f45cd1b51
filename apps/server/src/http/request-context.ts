import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import type { ClientAddressOf } from './client-address.ts';
import type { InnerDoor } from './inner-door.ts';

/** What is known about a request besides what it asks. */
export interface RequestContext {
  /** Joins everything that one request sets in motion: 32 hexadecimal digits (W3C Trace Context). */
  readonly traceId: string;
  /** The network address of the person, also when one of our own pages asks on their behalf. */
  readonly clientAddress: string;
  /** True when one of our own pages asks. */
  readonly isInner: boolean;
}

const contexts = new WeakMap<IncomingMessage, RequestContext>();

/**
 * The context of a request.
 *
 * @throws {Error} when the request did not pass `giveContext` first, a mistake in the wiring
 */
export function contextOf(request: IncomingMessage): RequestContext {
  const context = contexts.get(request);
  if (context === undefined) throw new Error('the request has no context');
  return context;
}

/** A new trace: 16 random bytes in hexadecimal. */
export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}

/** Gives every request its context. A trace id from outside is not taken over: anyone can send one. */
export function giveContext(door: InnerDoor, addressOf: ClientAddressOf) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const inner = door.enter(request);
    contexts.set(request, {
      traceId: inner?.traceId ?? newTraceId(),
      clientAddress: inner?.clientAddress ?? addressOf(request),
      isInner: inner !== undefined,
    });
    next();
  };
}
