import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Mode } from '../configuration/configuration.ts';

/**
 * The way from our own pages to the API. A page load asks the API over the loopback address; these
 * headers say for whom (`apps/web/src/lib/api/inner-door.ts` holds the other half). The key is new
 * at every start and known to this process only, so nobody else can claim somebody's address.
 */
export interface InnerDoor {
  /**
   * Looks at a request from outside or inside and takes the door's headers off it.
   *
   * @returns for whom it asks when it came through the door, undefined for all other requests
   */
  enter(request: IncomingMessage): { traceId: string; clientAddress: string } | undefined;
  /** Shows the door to a request that goes on to the pages. */
  show(request: IncomingMessage, way: Way): void;
}

/** What a page is told for the way to the API. */
interface Way {
  readonly address: string;
  readonly traceId: string;
  readonly mode: Mode;
  /** At which network address the person is, behind whatever proxy. */
  readonly clientAddress: string;
  /** The mark of a page for whoever is signed in; undefined when nobody is. */
  readonly page?: string | undefined;
}

const prefix = 'x-overlegtafel-';
const names = {
  address: `${prefix}door`,
  key: `${prefix}key`,
  mode: `${prefix}mode`,
  client: `${prefix}client`,
  page: `${prefix}page`,
} as const;

/** The header in which the pages read at which address the person is. We always set it. */
export const clientHeader = names.client;

const keyBytes = 32;
const spanBytes = 8;

export function createInnerDoor(): InnerDoor {
  const key = randomBytes(keyBytes).toString('base64url');
  return {
    enter(request) {
      const { headers } = request;
      const shown = single(headers[names.key]);
      const clientAddress = single(headers[names.client]);
      const traceId = /^00-([0-9a-f]{32})-/.exec(single(headers['traceparent']))?.[1];
      for (const name of Object.keys(headers)) if (name.startsWith(prefix)) delete headers[name];
      delete headers['traceparent'];
      if (!sameKey(shown, key) || traceId === undefined || clientAddress === '') return undefined;
      return { traceId, clientAddress };
    },
    show(request, { address, traceId, mode, clientAddress, page }) {
      const span = randomBytes(spanBytes).toString('hex');
      request.headers['traceparent'] = `00-${traceId}-${span}-01`;
      request.headers[names.address] = address;
      request.headers[names.key] = key;
      request.headers[names.mode] = mode;
      request.headers[clientHeader] = clientAddress;
      if (page !== undefined) request.headers[names.page] = page;
    },
  };
}

function single(value: string | string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}

function sameKey(shown: string, key: string): boolean {
  const [a, b] = [Buffer.from(shown), Buffer.from(key)];
  return a.length === b.length && timingSafeEqual(a, b);
}
