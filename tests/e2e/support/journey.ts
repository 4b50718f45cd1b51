import type { Browser, BrowserContext } from 'playwright-core';
import { command, meetingOfWeek, openCase, readMeeting, type Seat, sitDown } from './at-table.ts';
import { openBrowser } from './open-browser.ts';
import { lookAt } from './picture.ts';
import { startServer } from './start-server.ts';

/** How long a page may take on a busy machine until something of others is there. */
export const patience = { timeout: 45_000 };

/** Where the network was away a link fetches ahead what does not come; whoever follows it is told so then (SW4). */
const fetchedAhead = /^Unable to preload CSS for |^Failed to fetch dynamically imported module/;

/** A server of this journey, however it was started. */
interface Host {
  readonly address: string;
  stop(): Promise<unknown>;
}

/** Somebody who came, by the address through which they reach the server. */
export interface Comer extends Seat {
  readonly address: string;
}

/** The practice table of this week, opened by its chair; everybody comes with a browser of their own. */
export class Journey {
  readonly browser: Browser;
  readonly chair: Comer;
  readonly meeting: string;
  readonly address: string;
  readonly #host: Host;
  readonly #contexts: BrowserContext[] = [];
  /** What broke in a page and was caught by nobody. */
  readonly #pageErrors: string[] = [];

  private constructor(host: Host, browser: Browser, chair: Comer, meeting: string) {
    this.#host = host;
    this.address = host.address;
    this.browser = browser;
    this.chair = chair;
    this.meeting = meeting;
    this.#watch(chair.context);
  }

  /** @param start how to start the server, when it is not an ordinary one */
  static async begin(start: () => Promise<Host> = startServer): Promise<Journey> {
    const [host, browser] = await Promise.all([start(), openBrowser()]);
    const { address } = host;
    const chair = { ...(await sitDown(browser, address, 'chair')), address };
    const meeting = await meetingOfWeek(chair, address);
    await command(chair, address, `/meetings/${meeting}/open`);
    return new Journey(host, browser, chair, meeting);
  }

  /** Somebody comes; `through` is the address of a proxy on their way to the server. */
  async come(person: string, through = this.address): Promise<Comer> {
    const seat = await sitDown(this.browser, through, person);
    this.#watch(seat.context);
    return { ...seat, address: through };
  }

  /** The address of the meeting. */
  get table(): string {
    return `${this.address}/tafel/${this.meeting}`;
  }

  /** The address of a case at the table. */
  async pathOf(alias: string): Promise<string> {
    return `${this.table}/${await this.itemOf(alias)}`;
  }

  async itemOf(alias: string): Promise<string> {
    const { items } = await readMeeting(this.chair, this.address, this.meeting);
    const item = items.find((each) => each.alias === `Casus ${alias}`);
    if (item === undefined) throw new Error(`no ${alias} on the agenda`);
    return item.id;
  }

  /** Somebody opens a page of the table, such as `afronden` or the id of an item. */
  async open({ page, address }: Comer, path: string): Promise<void> {
    await page.goto(`${address}/tafel/${this.meeting}/${path}`);
  }

  /** Somebody opens a case and waits until it can be written in. */
  async openCase({ page, address }: Comer, item: string): Promise<void> {
    await openCase(page, `${address}/tafel/${this.meeting}/${item}`);
  }

  /** The chair brings a case to the table, and these open it. */
  async discuss(alias: string, ...here: readonly Comer[]): Promise<string> {
    const item = await this.itemOf(alias);
    await command(this.chair, this.address, `/items/${item}/open`);
    await Promise.all(here.map((each) => this.openCase(each, item)));
    return item;
  }

  /** How this looks, and that it fits the wide and the narrow width. */
  look({ page }: Pick<Seat, 'page'>, name: string): Promise<void> {
    return lookAt(page, name);
  }

  /** Ends all of it, and fails when something broke in a page, whatever the journey was about. */
  async end(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    await this.browser.close();
    await this.#host.stop();
    if (this.#pageErrors.length > 0)
      throw new Error(`broke in a page: ${this.#pageErrors.join('\n')}`);
  }

  #watch(context: BrowserContext): void {
    this.#contexts.push(context);
    let wasOffline = false;
    context.on('requestfailed', (request) => {
      wasOffline ||= request.failure()?.errorText === 'net::ERR_INTERNET_DISCONNECTED';
    });
    context.on('weberror', (broken) => {
      const { message, stack } = broken.error();
      if (!(wasOffline && fetchedAhead.test(message))) this.#pageErrors.push(String(stack));
    });
  }
}
