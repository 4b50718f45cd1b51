import { schemaVersionQuery } from '@overlegtafel/documents';
import { pageMark } from '@overlegtafel/protocol';
import type { Socket } from 'socket.io';

/** The mark that a page gave with its connection: beside it and not in the address, where proxies would note it. */
export function pageOf(socket: Pick<Socket, 'handshake'>): string | undefined {
  return said(socket, pageMark.query);
}

/** What a page says of itself with its connection. */
export function saysOf(socket: Pick<Socket, 'handshake'>): {
  readonly page: string | undefined;
  readonly schema: string | undefined;
} {
  return { page: pageOf(socket), schema: said(socket, schemaVersionQuery) };
}

function said(
  { handshake: { auth } }: Pick<Socket, 'handshake'>,
  what: string,
): string | undefined {
  const given: unknown = auth[what];
  if (given === undefined || given === null) return undefined;
  return typeof given === 'string' ? given : '';
}
