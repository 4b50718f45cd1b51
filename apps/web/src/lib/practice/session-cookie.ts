/** The session that an answer of the API hands out, for a page to hand on. */
export interface HandedOut {
  readonly name: string;
  readonly value: string;
  readonly secure: boolean;
}

/** Reads it from the answer's headers. Undefined when there is none. */
export function sessionHandedOut(headers: Headers): HandedOut | undefined {
  for (const line of headers.getSetCookie()) {
    const [, name, value] = /^((?:__Host-)?session)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined && value !== undefined)
      return { name, value, secure: /;\s*secure/i.test(line) };
  }
  return undefined;
}
