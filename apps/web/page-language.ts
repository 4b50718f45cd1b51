/** Stands in the built pages for the runtime of the messages: a page has one language, that of its scripts. */
declare const __PAGE_LANGUAGE__: 'nl' | 'en';

export const getLocale = (): 'nl' | 'en' => __PAGE_LANGUAGE__;
/** Nothing to choose here: only while somebody develops does the page still have both. */
export const overwriteGetLocale = (): void => undefined;
