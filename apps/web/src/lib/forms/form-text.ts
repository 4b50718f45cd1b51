/** What somebody filled in under a name; empty when there is nothing, or a file. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** A choice from a closed list; undefined for anything else. */
export function formChoice<T extends string>(
  form: FormData,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = formText(form, name);
  return choices.find((choice) => choice === value);
}
