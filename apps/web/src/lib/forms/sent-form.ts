import { pageMark } from '@overlegtafel/protocol';

/** A form as a browser without scripts sent it: where to, and what was filled in. */
export interface SentForm {
  readonly action: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const nobodysMark = '-';
const forms = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** What a form says; undefined for anything else. The request itself can still be read. Files are left out. */
export async function readSentForm(request: Request): Promise<SentForm | undefined> {
  if (request.method !== 'POST' || !forms.test(request.headers.get('content-type') ?? ''))
    return undefined;
  const { pathname, search } = new URL(request.url);
  const fields = [...(await request.clone().formData())].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return { action: pathname + search, fields };
}

/** The mark of the page that asks: in a header by its scripts, in the form, or in the address of a file. */
export function markShown(request: Request, sent: SentForm | undefined): string | undefined {
  const shown =
    request.headers.get(pageMark.header) ??
    sent?.fields.find(([name]) => name === pageMark.field)?.[1] ??
    new URL(request.url).searchParams.get(pageMark.query) ??
    '';
  if (shown === '') return undefined;
  // It is written into the page again. What is no mark at all is nobody's.
  return pageMark.form.test(shown) ? shown : nobodysMark;
}

/** Ids, days and choices from a list: nothing that somebody wrote. */
const chosen = /^(?:[a-z\d-]*|[A-Z_]*)$/;

/** The words that somebody typed in it, for them to read and copy. The rest is sent again as it was. */
export function wordsIn({ fields }: SentForm): string {
  return fields
    .filter(([name, value]) => name !== pageMark.field && !chosen.test(value.trim()))
    .map(([, value]) => value.trim())
    .join('\n');
}
