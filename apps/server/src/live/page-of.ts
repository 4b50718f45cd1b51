import { pageMark } from '@overlegtafel/protocol';
import type { Socket } from 'socket.io';

/** The mark that a page gave with its connection: beside it and not in the address, where proxies would note it. */
export function pageOf({ handshake: { auth } }: Pick<Socket, 'handshake'>): string | undefined {
  const given: unknown = auth[pageMark.query];
  if (given === undefined || given === null) return undefined;
  return typeof given === 'string' ? given : '';
}
