import { createAction, createCondition, writeItemRegister } from '@overlegtafel/documents';
import { type Ids, idFromBytes, localDate } from '@overlegtafel/domain';
import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import * as Y from 'yjs';
import { MeetingTable } from '../../meeting/meeting-table.ts';
import type { TableDocument } from '../../meeting/table-document.ts';
import { later, ownedBy } from '../../meeting/write-case.ts';
import { openCase, sitDown } from '../support/at-table.ts';
import { Hands } from './watch-hands.ts';

const patience = { timeout: 60_000 };
const alias = 'Linde';
const other = 'Vlier';

/** Somebody who types and walks through a case, and somebody who changes everything around them. */
export class TwoAtACase {
  readonly hands: Hands;
  /** How many edits the other made that were seen on the screen of the first. */
  edits = 0;
  readonly #typist: Page;
  readonly #other: Page;
  readonly #paper: TableDocument;
  readonly #table: MeetingTable;

  private constructor(parts: {
    readonly hands: Hands;
    readonly typist: Page;
    readonly other: Page;
    readonly paper: TableDocument;
    readonly table: MeetingTable;
  }) {
    this.hands = parts.hands;
    this.#typist = parts.typist;
    this.#other = parts.other;
    this.#paper = parts.paper;
    this.#table = parts.table;
  }

  /** Opens the practice table, with both at one case of it. */
  static async sitDown(browser: Browser, address: string): Promise<TwoAtACase> {
    const table = await MeetingTable.sitDown(address);
    await table.open();
    const item = table.itemOf(alias);
    await table.as('chair').must('bringToTable', { params: { item } });
    const paper = await table.as('vt-worker').open(`item:${item}`);
    const path = `${address}/tafel/${table.meeting}/${item}`;
    const [typist, other] = await Promise.all(
      ['process-director', 'chair'].map(async (person) => {
        const { page } = await sitDown(browser, address, person);
        await openCase(page, path);
        return page;
      }),
    );
    if (typist === undefined || other === undefined) throw new Error('two people sit down');
    return new TwoAtACase({ hands: await Hands.on(typist), typist, other, paper, table });
  }

  leave(): void {
    this.#table.leave();
  }

  /** One turn: the first goes to a place and does something there, and the other makes every kind of edit. */
  async turn(n: number): Promise<void> {
    const places = [
      () => this.#typeIn('Zorgen', `Zin ${n}. `),
      () => this.#typeIn('Krachten', `Kracht ${n}. `),
      () => this.#fillIn(`bel de school nog eens ${n}`),
      () => this.#standOn('radio', 'Ja'),
      () => this.#standOn('button', 'Voeg voorwaarde toe'),
    ];
    await this.hands.act(places[n % places.length] ?? (() => Promise.resolve()));
    for (const edit of this.#editsOf(n)) {
      await edit();
      this.edits += 1;
    }
  }

  #editsOf(n: number): readonly (() => Promise<void>)[] {
    return [
      () => this.#writes('facts', `Feit ${n} bovenaan.`),
      () => this.#writes('worries', `Zorg ${n} van een ander.`),
      () => this.#chooses(n),
      () => this.#agrees(n),
      () => this.#typesOnTheirScreen(n),
      () => this.#bringsAnotherCase(n),
    ];
  }

  /** A line above everything else in a field. */
  async #writes(field: 'facts' | 'worries', words: string): Promise<void> {
    await this.#paper.write((doc) => {
      const line = new Y.XmlElement('paragraph');
      line.insert(0, [new Y.XmlText(words)]);
      doc.getXmlFragment(field).insert(0, [line]);
    });
    await this.#typist.getByText(words).first().waitFor(patience);
  }

  async #chooses(n: number): Promise<void> {
    const safe = (['YES', 'NO', 'WITH_CONDITIONS'] as const)[n % 3] ?? 'YES';
    const words = { YES: 'Ja', NO: 'Nee', WITH_CONDITIONS: 'Alleen met voorwaarden' }[safe];
    await this.#paper.write((doc) => {
      writeItemRegister(doc, 'safeNow', safe);
      writeItemRegister(doc, 'priority', n % 2 === 0 ? 'ACT_NOW' : 'THIS_WEEK');
      writeItemRegister(doc, 'owner', ownedBy(n % 2 === 0 ? 'vt-worker' : 'police'));
    });
    const chosen = { name: words, exact: true, checked: true };
    await this.#typist.getByRole('radio', chosen).waitFor(patience);
  }

  async #agrees(n: number): Promise<void> {
    const words = `Afspraak ${n}`;
    await this.#paper.write((doc) => {
      createAction(doc, newId('ActionId'), {
        purpose: 'CARE',
        words,
        owner: ownedBy('police'),
        dueDate: localDate(later(this.#table.today, 3)),
        phase: 'DIRECT_SAFETY',
        forWhom: { kind: 'CASE' },
      });
      const alarm = { signal: 'geschreeuw', caller: 'de buurvrouw', callee: 'de politie' };
      createCondition(doc, newId('ConditionId'), { words: `Voorwaarde ${n}`, alarm });
    });
    await this.#typist.getByText(words, { exact: true }).first().waitFor(patience);
  }

  async #typesOnTheirScreen(n: number): Promise<void> {
    const words = `Het kind zei ${n}.`;
    await this.#other.getByRole('textbox', { name: 'Stem van het kind', exact: true }).click();
    await this.#other.keyboard.press('Control+Home');
    await this.#other.keyboard.type(`${words} `);
    await this.#typist.getByText(words).first().waitFor(patience);
  }

  async #bringsAnotherCase(n: number): Promise<void> {
    const next = n % 2 === 0 ? other : alias;
    const params = { item: this.#table.itemOf(next) };
    await this.#table.as('chair').must('bringToTable', { params });
    const told = this.#typist.locator('main').getByText(`De voorzitter is bij ${other}.`);
    await told.waitFor({ ...patience, state: next === alias ? 'hidden' : 'visible' });
  }

  async #typeIn(field: string, words: string): Promise<void> {
    await this.#typist.getByRole('textbox', { name: field, exact: true }).click();
    await this.#typist.keyboard.press('Control+End');
    await this.#typist.keyboard.type(words);
  }

  async #fillIn(words: string): Promise<void> {
    const line = this.#typist.getByRole('combobox', { name: 'Nieuwe actie', exact: true });
    await line.fill(words);
    for (let steps = 0; steps < 4; steps += 1) await line.press('ArrowLeft');
  }

  #standOn(role: 'radio' | 'button', name: string): Promise<void> {
    return this.#typist.getByRole(role, { name, exact: true }).first().focus();
  }
}

function newId<K extends keyof Ids>(kind: K): Ids[K] {
  return idFromBytes(kind, randomBytes(17));
}
