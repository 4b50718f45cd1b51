import { signIn } from '../faults/server-under-test.ts';

/** Something that somebody at the table does many times a day. */
export interface Call {
  readonly name: string;
  readonly url: string;
  readonly cookie: string;
  /** Absent for what is only read. */
  readonly body?: unknown;
}

interface Meetings {
  readonly meetings: readonly { readonly id: string; readonly state: string }[];
}

interface Agenda {
  readonly items: readonly { readonly id: string }[];
}

const table = 'oefentafel';
/** A case of the practice week: in both databases it has the same history, and no other case is called so. */
const alias = 'Olm';

/** The same calls on whatever stands behind the practice week. */
export async function callsOf(url: string): Promise<readonly Call[]> {
  const at = `${url}/api/v1`;
  const cookie = await signIn(url, 'chair');
  const read = async <T>(path: string, body?: unknown) =>
    (await asked({ name: path, url: `${at}${path}`, cookie, body })) as T;
  const { meetings } = await read<Meetings>(`/tables/${table}/meetings`);
  const open = meetings.find(({ state }) => state !== 'CLOSED');
  const { items } = await read<Agenda>(`/meetings/${open?.id ?? ''}`);
  const found = await read<{ hits: readonly { caseId: string }[] }>(`/tables/${table}/searches`, {
    words: alias,
  });
  const search = { url: `${at}/tables/${table}/searches`, cookie };
  return [
    { name: 'een bijeenkomst openen', url: `${at}/meetings/${open?.id ?? ''}`, cookie },
    { name: 'een agendapunt openen', url: `${at}/items/${items[0]?.id ?? ''}`, cookie },
    {
      name: 'een casus met geschiedenis',
      url: `${at}/cases/${found.hits[0]?.caseId ?? ''}`,
      cookie,
    },
    { name: 'zoeken op een zeldzaam woord', ...search, body: { words: alias } },
    {
      name: 'zoeken op een zeldzaam en een gewoon woord',
      ...search,
      body: { words: `Casus ${alias}` },
    },
  ];
}

/** In milliseconds, from the question to the last byte of the answer. */
export async function timeOf(call: Call): Promise<number> {
  const from = performance.now();
  await asked(call);
  return performance.now() - from;
}

async function asked({ name, url, cookie, body }: Call): Promise<unknown> {
  const headers = { cookie, origin: new URL(url).origin };
  const answer = await fetch(
    url,
    body === undefined
      ? { headers }
      : {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
  );
  const read: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${JSON.stringify(read)}`);
  return read;
}
