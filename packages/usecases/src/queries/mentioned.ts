import type { Directory, PersonView } from '../answers/directory.ts';

/** Everybody known here who is named in an answer, once. */
export function mentioned(answer: unknown, directory: Directory): readonly PersonView[] {
  const texts = new Set<string>();
  collect(answer, texts);
  return directory.people.filter((person) => texts.has(person)).map(directory.person);
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collect(part, into);
}
