import { Participant } from '../table-client.ts';

/** Whoever may do something to every case of the race; some sit at several browsers. */
const people = [
  'vt-worker',
  'behavioural-scientist',
  'secretary',
  'process-director',
  'local-team-mijnstad',
  'chair',
];
const browsers = 30;
const closing = 5;

/** Thirty browsers that command, and five that try to close. */
export interface Crowd {
  readonly commanding: readonly Participant[];
  readonly closing: readonly Participant[];
}

export async function gather(url: string): Promise<Crowd> {
  const signIn = (n: number) => Participant.signIn(url, people[n % people.length] ?? 'vt-worker');
  return {
    commanding: await Promise.all(Array.from({ length: browsers }, (_, n) => signIn(n))),
    closing: await Promise.all(
      Array.from({ length: closing }, () => Participant.signIn(url, 'chair')),
    ),
  };
}
