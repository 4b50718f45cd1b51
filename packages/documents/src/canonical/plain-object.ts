/**
 * True for an object that came from JSON, or that an editor made without a prototype. What is inherited never
 * counts as a field: `{"__proto__": …}` decodes to an object with a forged prototype, and that is none.
 */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
