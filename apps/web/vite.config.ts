import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { messagesCompiler } from './messages-compiler.ts';
import { oneLanguage } from './page-languages.ts';
import { leaveOut, pageFiles } from './page-scripts.ts';

const quietLogging = fileURLToPath(new URL('./quiet-logging.ts', import.meta.url));

export default defineConfig(({ command }) => ({
  resolve: { alias: { 'lib0/logging': quietLogging } },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: pageFiles } } } },
  },
  plugins: [
    leaveOut,
    oneLanguage,
    sveltekit({
      adapter: adapter(),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one style attribute on our pages: SvelteKit hides the line that tells screen readers
          // about a new page with it. Any other style attribute stays refused.
          'style-src-attr': [
            'unsafe-hashes',
            'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
          ],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'worker-src': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
          // No text becomes markup, but through these two: the markup of our components as Svelte compiled it,
          // and what somebody pastes into the editor, which reads it in a document that is never shown.
          'require-trusted-types-for': ['script'],
          'trusted-types': ['svelte-trusted-html', 'ProseMirrorClipboard'],
        },
      },
    }),
    // Only while somebody edits messages: a build has them already (compile-messages.ts), and the
    // plugin would hold the build up for 30 seconds after it is done.
    ...(command === 'serve' ? [paraglideVitePlugin(messagesCompiler)] : []),
  ],
}));
