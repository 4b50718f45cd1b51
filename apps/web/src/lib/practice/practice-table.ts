/** Somebody one can be at the practice table. */
export interface PracticePerson {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
}

/** A case on the agenda of the practice table. */
export interface PracticeItem {
  readonly id: string;
  readonly alias: string;
}

/** The people of the practice table. Undefined when there is none: it is for real, or there is no answer. */
export async function askPeople(
  fetch: typeof globalThis.fetch,
): Promise<readonly PracticePerson[] | undefined> {
  return askList(fetch, '/api/v1/practice/people', (entry) => {
    const [id, name, organisation] = texts(entry, ['id', 'name', 'organisation']);
    if (id === undefined || name === undefined || organisation === undefined) return undefined;
    return { id, name, organisation };
  });
}

/** The cases of the practice table, in the order of the agenda. */
export async function askItems(
  fetch: typeof globalThis.fetch,
): Promise<readonly PracticeItem[] | undefined> {
  return askList(fetch, '/api/v1/practice/items', (entry) => {
    const [id, alias] = texts(entry, ['id', 'alias']);
    return id === undefined || alias === undefined ? undefined : { id, alias };
  });
}

/** Who is signed in. Undefined when nobody is. */
export async function askMe(
  fetch: typeof globalThis.fetch,
): Promise<
  { readonly id: string; readonly name: string; readonly organisation: string } | undefined
> {
  const answer = await fetch('/api/v1/me');
  const body: unknown = answer.ok ? await answer.json() : undefined;
  const [id, name] = texts(body, ['id', 'name']);
  if (id === undefined || name === undefined) return undefined;
  return { id, name, organisation: organisationIn(body) };
}

async function askList<T>(
  fetch: typeof globalThis.fetch,
  address: string,
  read: (entry: unknown) => T | undefined,
): Promise<readonly T[] | undefined> {
  try {
    const answer = await fetch(address);
    const body: unknown = answer.ok ? await answer.json() : undefined;
    if (!Array.isArray(body)) return undefined;
    return body.map(read).filter((entry) => entry !== undefined);
  } catch {
    return undefined;
  }
}

/** The name of the organisation that somebody works for. */
function organisationIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('organisation' in body)) return '';
  return texts(body.organisation, ['name'])[0] ?? '';
}

function texts(entry: unknown, names: readonly string[]): readonly (string | undefined)[] {
  const known = new Map(typeof entry === 'object' && entry !== null ? Object.entries(entry) : []);
  return names.map((name) => {
    const value: unknown = known.get(name);
    return typeof value === 'string' ? value : undefined;
  });
}
