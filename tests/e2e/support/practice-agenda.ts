import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Writer } from './practice-note.ts';

/** Signs in as a practice person, in a browser profile of its own with these options. */
export async function signInWith(
  browser: Browser,
  address: string,
  person: string,
  options: BrowserContextOptions = {},
): Promise<Writer> {
  const context = await browser.newContext({ locale: 'nl-NL', ...options });
  const answer = await context.request.post(`${address}/api/v1/practice/sign-in`, {
    data: { person },
  });
  if (!answer.ok()) throw new Error(`signing in as ${person} answered ${answer.status()}`);
  return { context, page: await context.newPage() };
}

/** The id of the meeting that the practice table is about to hold. */
export async function meetingToCome({ context }: Writer, address: string): Promise<string> {
  const answer = await context.request.get(`${address}/api/v1/tables/oefentafel/meetings`);
  const body: unknown = await answer.json();
  const id = /"id":"([^"]+)"[^{}]*"state":"PREPARED"/.exec(JSON.stringify(body))?.[1];
  if (id === undefined) throw new Error('no meeting is being prepared');
  return id;
}
