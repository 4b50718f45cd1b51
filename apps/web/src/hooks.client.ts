import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The page is in the language the server wrote it in. The browser does not choose again: its own
// preference may differ from the cookie, and the texts would change under the reader's eyes.
overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'nl'));
