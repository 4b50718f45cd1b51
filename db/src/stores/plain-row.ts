// edge: rows as the database gives them

/** A stored row as the use cases know it: what is empty is absent, moments are numbers. */
export function plainRow<T>(row: Readonly<Record<string, unknown>>): T {
  const filled = Object.entries(row).filter(([, value]) => value !== null);
  const values = filled.map(([name, value]) => [
    name,
    value instanceof Date ? value.getTime() : value,
  ]);
  return Object.fromEntries(values) as T;
}
