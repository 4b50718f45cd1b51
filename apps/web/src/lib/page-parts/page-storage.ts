/** Until the tab is closed, or on this device. */
type Where = 'session' | 'local';

/** What a page keeps in small; null as well where the browser keeps nothing, or does not let it be read. */
export function readKept(where: Where, name: string): string | null {
  try {
    return storageOf(where).getItem(name);
  } catch {
    return null;
  }
}

/** Keeps it where the browser can; a page works without. */
export function keep(where: Where, name: string, text: string): void {
  try {
    storageOf(where).setItem(name, text);
  } catch {
    // Switched off, full or refused.
  }
}

/** A browser that refuses storage throws here already. */
function storageOf(where: Where): Storage {
  return where === 'local' ? localStorage : sessionStorage;
}

/** Keeps it no longer. */
export function drop(where: Where, name: string): void {
  try {
    storageOf(where).removeItem(name);
  } catch {
    // Then there is nothing to drop.
  }
}
