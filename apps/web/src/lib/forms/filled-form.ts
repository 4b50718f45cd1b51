/** What was filled in when a form came back, by the names of its fields. */
export type Filled = Readonly<Record<string, string>>;

/** The texts of a form; files are left out. */
export function filledIn(form: FormData): Filled {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
