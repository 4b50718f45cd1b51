import { describe, expect, it } from 'vitest';
import { openBody } from './sent-body.ts';

const open = (text: string) => openBody(Buffer.from(text));

describe('IN340 the body of a file is opened without making things of it', () => {
  it.each([
    '{"format":"csv","content":"a;b\\r\\n\\"é\\u00e9\\\\","preview":true}',
    ' { "preview" : true , "content" : "" } ',
    '{"content":"eerst","content":"laatst"}',
    '{"other":{"content":"binnen"},"content":"buiten"}',
    '{"content":"x\\\\"}',
    '{"a":"content","content":"b:\\",c"}',
    '{"format":"csv"}',
    '{"content":5}',
    '["content","x"]',
  ])('gives what JSON says: %s', (text) => {
    const whole: unknown = JSON.parse(text);
    const sent = open(text);
    if (sent.kind !== 'READ') throw new Error(sent.kind);
    const fields: Readonly<Record<string, unknown>> = { ...(whole as object) };
    const { content } = fields;
    expect(sent.content).toBe(typeof content === 'string' ? content : undefined);
    expect(sent.rest).toEqual(typeof content === 'string' ? { ...fields, content: '' } : whole);
  });

  it.each([
    '',
    'x',
    '5',
    '"content"',
    '{"content":"open',
    '{"content":"a" "b"}',
    '{',
    '{"content":"\\x"}',
  ])('refuses what is no JSON: %s', (text) => {
    expect(open(text).kind).toBe('NOT_JSON');
  });

  it('refuses bytes that are no text', () => {
    const bytes = Buffer.concat([Buffer.from('{"content":"'), Buffer.of(0xff), Buffer.from('"}')]);
    expect(openBody(bytes).kind).toBe('NOT_JSON');
  });

  it('refuses more beside the file than any command says, before anything is made of it', () => {
    const content = 'x'.repeat(1_000_000);
    for (const beside of ['[[],'.repeat(50_000), '"a":1,'.repeat(20_000), `"${content}":1,`])
      expect(open(`{${beside}"content":"${content}"}`).kind).toBe('TOO_LARGE');
    expect(open(`{"content":"${content}"}`)).toMatchObject({ kind: 'READ', content });
  });

  it('takes as long as its text, whatever stands in it', () => {
    const slashes = `{"content":"${'\\\\'.repeat(2_000_000)}"}`;
    expect(open(slashes)).toMatchObject({ kind: 'READ', content: '\\'.repeat(2_000_000) });
    expect(open(`{"content":"${'\\"'.repeat(2_000_000)}"}`).kind).toBe('READ');
  });
});
