import { describe, expect, it } from 'vitest';
import { askItems, askMe, askPeople } from './practice-table.ts';

const answering =
  (body: unknown, status = 200) =>
  () =>
    Promise.resolve(Response.json(body, { status }));

describe('the practice table', () => {
  it('reads people and cases, and leaves out what is neither', async () => {
    const chair = {
      id: 'chair',
      name: 'Voorzitter FK',
      organisation: 'Veilig Thuis',
      role: 'chair',
    };
    expect(await askPeople(answering([chair, { id: 3 }, null]))).toEqual([
      { id: 'chair', name: 'Voorzitter FK', organisation: 'Veilig Thuis' },
    ]);
    expect(
      await askItems(answering([{ id: 'linde', alias: 'Linde', room: 'item:linde' }])),
    ).toEqual([{ id: 'linde', alias: 'Linde' }]);
  });

  it('is not there when it is for real, or nobody answers', async () => {
    expect(await askPeople(answering({ title: 'x' }, 404))).toBeUndefined();
    expect(await askItems(() => Promise.reject(new TypeError('fetch failed')))).toBeUndefined();
  });

  it('knows who is signed in', async () => {
    const me = { id: 'chair', name: 'Voorzitter FK', roles: [] };
    const organisation = { id: 'veilig-thuis', name: 'Veilig Thuis Heuvelland-Oost' };
    expect(await askMe(answering({ ...me, organisation }))).toEqual({
      id: 'chair',
      name: 'Voorzitter FK',
      organisation: 'Veilig Thuis Heuvelland-Oost',
    });
    expect(await askMe(answering({ title: 'x' }, 401))).toBeUndefined();
  });
});
