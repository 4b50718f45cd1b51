import { pageMark } from '@overlegtafel/protocol';
import { describe, expect, it } from 'vitest';
import { markShown, readSentForm, wordsIn } from './sent-form.ts';

const address = 'https://tafel.example/casus/abc?deel=2&/plan';

function sent(fields: Record<string, string>, headers: Record<string, string> = {}): Request {
  return new Request(address, { method: 'POST', body: new URLSearchParams(fields), headers });
}

describe('a form that came without scripts', () => {
  it('SH164 is kept whole, and can still be read by whoever takes it', async () => {
    const request = sent({ pagina: 'merk', reden: 'Moeder belt niet terug.', kind: 'OTHER' });
    const form = await readSentForm(request);
    expect(form).toEqual({
      action: '/casus/abc?deel=2&/plan',
      fields: [
        ['pagina', 'merk'],
        ['reden', 'Moeder belt niet terug.'],
        ['kind', 'OTHER'],
      ],
    });
    expect((await request.formData()).get('reden')).toBe('Moeder belt niet terug.');
  });

  it('SH164 shows what was typed, and no ids, days or choices', async () => {
    const form = await readSentForm(
      sent({
        [pageMark.field]: 'Merk van een pagina',
        item: 'a2b3',
        kind: 'THIS_WEEK',
        on: '2026-12-04',
        a: 'Eén zin.',
        b: 'Anders',
      }),
    );
    expect(form && wordsIn(form)).toBe('Eén zin.\nAnders');
  });

  it('is nothing when it is no form', async () => {
    expect(await readSentForm(new Request(address))).toBeUndefined();
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect(await readSentForm(new Request(address, json))).toBeUndefined();
  });

  it('SH160 says for whom the page was made: in a header, in the form, or in the address of a file', async () => {
    const { field, header, query } = pageMark;
    const request = sent({ [field]: 'f'.repeat(32) }, { [header]: 's'.repeat(32) });
    expect(markShown(request, await readSentForm(request))).toBe('s'.repeat(32));
    const plain = sent({ [field]: 'f'.repeat(32) });
    expect(markShown(plain, await readSentForm(plain))).toBe('f'.repeat(32));
    const file = new Request(
      `https://tafel.example/besluiten/abc/bestand?${query}=${'a'.repeat(32)}`,
    );
    expect(markShown(file, undefined)).toBe('a'.repeat(32));
    expect(markShown(new Request('https://tafel.example/'), undefined)).toBeUndefined();
    expect(markShown(new Request(`https://tafel.example/?${query}=`), undefined)).toBeUndefined();
  });

  it('SH160 what is no mark stays out of the page, and is nobody’s', () => {
    const address = `https://tafel.example/?${pageMark.query}=${encodeURIComponent('"><script>')}`;
    expect(markShown(new Request(address), undefined)).toBe('-');
  });
});
