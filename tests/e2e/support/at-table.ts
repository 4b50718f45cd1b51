import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { signIn, type Writer } from './practice-note.ts';

const patienceMs = 60_000;

/** Somebody at the practice table, with what they did so far counted. */
export interface Seat extends Writer {
  /** How often this person clicked, chose or typed something. */
  readonly steps: { count: number };
}

const meetings = z.looseObject({
  meetings: z.array(z.looseObject({ id: z.string(), state: z.string() })),
});
const meetingAnswer = z.looseObject({
  state: z.string(),
  chair: z.string().optional(),
  current: z.string().optional(),
  items: z.array(z.looseObject({ id: z.string(), alias: z.string(), state: z.string() })),
});

/** A seat at the practice table, in a browser profile of its own. */
export async function sitDown(browser: Browser, address: string, person: string): Promise<Seat> {
  return { ...(await signIn(browser, address, person)), steps: { count: 0 } };
}

/** The meeting of this week. */
export async function meetingOfWeek({ context }: Writer, address: string): Promise<string> {
  const answer = await context.request.get(`${address}/api/v1/tables/oefentafel/meetings`);
  const { meetings: all } = meetings.parse(await answer.json());
  const open = all.find(({ state }) => state !== 'CLOSED');
  if (open === undefined) throw new Error('no meeting this week');
  return open.id;
}

/** The meeting as the API tells it to this person. */
export async function readMeeting(
  { context }: Writer,
  address: string,
  meeting: string,
): Promise<z.output<typeof meetingAnswer>> {
  const answer = await context.request.get(`${address}/api/v1/meetings/${meeting}`);
  return meetingAnswer.parse(await answer.json());
}

/** Gives a command about the meeting without the screen, for what a journey is not about. */
export async function command({ context }: Writer, address: string, path: string): Promise<void> {
  const answer = await context.request.post(`${address}/api/v1${path}`, { data: {} });
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
}

/** Opens a case at the table, and waits until the person is connected and the sheet is there. */
export async function openCase(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page
    .getByRole('radiogroup', { name: 'Is het nu veilig?' })
    .waitFor({ timeout: patienceMs });
  await page.locator('[data-saving=SAVED]').waitFor({ timeout: patienceMs });
}

/** Presses a button by its words, and counts it. */
export async function press({ page, steps }: Seat, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click({ timeout: patienceMs });
  steps.count += 1;
}
