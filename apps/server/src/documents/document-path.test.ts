import { describe, expect, it } from 'vitest';
import { readDocumentPath } from './document-path.ts';

describe('the address of a document', () => {
  it.each([
    ['/documents/item:esdoorn', 'item:esdoorn'],
    ['/documents/item%3Aesdoorn?writer=1', 'item:esdoorn'],
    ['/documents/meeting:oefentafel?x=/documents/item:linde', 'meeting:oefentafel'],
  ])('%s names the room', (url, room) => {
    expect(readDocumentPath(url)).toEqual({ kind: 'room', room });
  });

  it('reads what the client says of itself', () => {
    expect(readDocumentPath('/documents/item:esdoorn?page=mark&schema=3')).toMatchObject({
      schema: '3',
    });
  });

  it.each([
    '/documents/',
    '/documents/item:',
    '/documents/%E0%A4%A',
    '/documents/../item:linde',
    '/documents/item:linde/',
    '/documents/case:linde',
    '/documents/item:__proto__',
    `/documents/item:${'a'.repeat(300)}`,
  ])('%s names no room', (url) => {
    expect(readDocumentPath(url)).toEqual({ kind: 'unknown' });
  });

  it.each(['/', '/live/', '/documentsx/item:linde', '//documents/item:linde'])(
    '%s is elsewhere',
    (url) => {
      expect(readDocumentPath(url)).toEqual({ kind: 'elsewhere' });
    },
  );
});
