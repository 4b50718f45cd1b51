import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { exchange, replicas } from '../replicas.contract.ts';
import { plainText, readParagraphs } from './paragraphs.ts';

function line(text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  return paragraph;
}

describe('paragraphs', () => {
  it('DC53 name their runs with the client id that wrote them', () => {
    const [a, b] = replicas('item', 2);
    a!.getXmlFragment('facts').insert(0, [line('Er was ruzie.')]);
    exchange(a!, b!);
    const run = (b!.getXmlFragment('facts').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    run.insert(7, 'vaak ');
    run.format(0, 3, { strong: {} });
    exchange(a!, b!);
    expect(readParagraphs(a!.getXmlFragment('facts'))).toEqual([
      {
        text: 'Er was vaak ruzie.',
        list: 'NONE',
        level: 0,
        runs: [
          { client: 1, text: 'Er was ' },
          { client: 2, text: 'vaak ' },
          { client: 1, text: 'ruzie.' },
        ],
      },
    ]);
  });

  it('DC53 stand in reading order with the list they are in', () => {
    const [doc] = replicas('item', 1);
    const item = new Y.XmlElement('listItem');
    const inner = new Y.XmlElement('orderedList');
    const innerItem = new Y.XmlElement('listItem');
    innerItem.insert(0, [line('diep')]);
    inner.insert(0, [innerItem]);
    item.insert(0, [line('punt'), inner]);
    const list = new Y.XmlElement('bulletList');
    list.insert(0, [item]);
    doc!.getXmlFragment('facts').insert(0, [line('voor'), list, line('na'), line('')]);
    const paragraphs = readParagraphs(doc!.getXmlFragment('facts'));
    expect(paragraphs.map(({ text, list, level }) => [text, list, level])).toEqual([
      ['voor', 'NONE', 0],
      ['punt', 'BULLET', 1],
      ['diep', 'NUMBER', 2],
      ['na', 'NONE', 0],
      ['', 'NONE', 0],
    ]);
    expect(plainText(paragraphs)).toBe('voor\npunt\ndiep\nna');
  });

  it('DC53 text that does not fit the schema is read too', () => {
    const [doc] = replicas('item', 1);
    const section = new Y.XmlElement('section');
    section.insert(0, [new Y.XmlText('los'), line('vast')]);
    doc!.getXmlFragment('facts').insert(0, [section, new Y.XmlText('bovenaan')]);
    const paragraphs = readParagraphs(doc!.getXmlFragment('facts'));
    expect(paragraphs.map(({ text }) => text)).toEqual(['bovenaan', 'los', 'vast']);
  });
});
