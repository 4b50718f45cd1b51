/** A case as people call it between each other: "Casus Esdoorn" is "Esdoorn". */
export function shortAlias(alias: string): string {
  return alias.replace(/^casus\s+(?=\S)/iu, '');
}
