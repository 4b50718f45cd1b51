import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { handOn, innerDoorHeaders, keepSaid, throughInnerDoor } from '#lib/api/inner-door.ts';
import { markShown, readSentForm } from '#lib/forms/sent-form.ts';
import { scriptsIn } from '#lib/language/scripts-in.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { colorScheme, themeCookie, themeIn } from '#lib/settings/theme.ts';

/** The trace id in a `traceparent` header (W3C Trace Context), or zeros when there is none. */
function traceIdOf(headers: Headers): string {
  return /^00-([0-9a-f]{32})-/.exec(headers.get('traceparent') ?? '')?.[1] ?? '0'.repeat(32);
}

/** The letters of Dutch and English. Without waiting for the styles, so that words do not change their width. */
const firstFont = /latin-wght-normal/;

/** Language, mode, theme, trace and person of every page. Pages are never kept: a shared computer forgets them. */
export const handle: Handle = async ({ event, resolve }) => {
  event.locals.traceId = traceIdOf(event.request.headers);
  await rememberWhose(event);
  event.locals.practice = event.request.headers.get(innerDoorHeaders.mode) !== 'production';
  const theme = themeIn(event.cookies.get(themeCookie));
  event.locals.theme = theme;
  return paraglideMiddleware(event.request, async ({ locale }) => {
    const response = await resolve(event, {
      preload: ({ type, path }) => type !== 'font' || firstFont.test(path),
      transformPageChunk: ({ html }) =>
        scriptsIn(locale, html)
          .replace('%language%', locale)
          .replace('%theme%', theme)
          .replace('%page%', event.locals.page ?? '')
          .replace('%scheme%', colorScheme(theme)),
    });
    handOn(event.locals.handedOn, response);
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      response.headers.set('cache-control', 'no-store');
    }
    return response;
  });
};

/** A page that asks goes on being the page of the person it was made for: what it loads and sends is held against that. */
async function rememberWhose({ request, locals }: RequestEvent): Promise<void> {
  const sent = await readSentForm(request);
  locals.handedOn = new Headers();
  // Scripts keep the form where it is; without them it has to come back in the answer.
  locals.sent = request.headers.has('x-sveltekit-action') ? undefined : sent;
  const own = request.headers.get(innerDoorHeaders.page) ?? undefined;
  locals.page = markShown(request, sent) ?? own;
}

export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const { handedOn, page } = event.locals;
  const clientAddress = event.getClientAddress();
  const inner = throughInnerDoor(request, event.request, { clientAddress, page });
  // Not the fetch of SvelteKit for what goes through the door: that one looks for a page first.
  if (inner === undefined) return fetch(request);
  const answer = await globalThis.fetch(inner);
  keepSaid(answer, handedOn);
  return answer;
};

/**
 * Logs an error of our own by its trace id, kind and place. Its message stays out of the log and off
 * the page, because messages tend to quote what people wrote. What a visitor did (an unknown
 * address) is answered and not logged.
 */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return { message: error.message };
  const { traceId } = event.locals;
  const name = error instanceof Error ? error.name : typeof error;
  const at =
    error instanceof Error
      ? error.stack
          ?.split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 5)
      : [];
  const line = { level: 'error', traceId, route: event.route.id, name, at };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return { message: 'Internal Error', traceId };
};
