import { describe, expect, it } from 'vitest';
import { scriptsIn } from './scripts-in.ts';

const page = `
  <link href="../../_app/immutable/entry/start.C28Wzu0u.js" rel="modulepreload">
  <link href="/_app/immutable/nodes/3.tka7Wgnf.js" rel="modulepreload">
  <link href="./_app/immutable/assets/14.BsOm5C82.css" rel="stylesheet">
  <script>import("./_app/immutable/chunks/DQ0RHa4f.js")</script>`;

describe('the scripts of a page', () => {
  it('SH32 are those of its language, its styles are everybody’s', () => {
    expect(scriptsIn('nl', page)).toBe(page);
    expect(scriptsIn('en', page).match(/"[^"]*_app[^"]*"/g)).toEqual([
      '"../../_app/immutable/en/entry/start.C28Wzu0u.js"',
      '"/_app/immutable/en/nodes/3.tka7Wgnf.js"',
      '"./_app/immutable/assets/14.BsOm5C82.css"',
      '"./_app/immutable/en/chunks/DQ0RHa4f.js"',
    ]);
  });

  it('SH32 are not looked for in what people wrote', () => {
    const written = '<p>zie "kladblok/_app/immutable/lijst" en _app/immutable/nodes/3.js</p>';
    expect(scriptsIn('en', written)).toBe(written);
  });
});
