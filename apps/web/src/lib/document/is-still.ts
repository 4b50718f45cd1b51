/** Whether the session is still this person's; undefined when nobody answers. */
export async function isStill(me: string): Promise<boolean | undefined> {
  try {
    const answer = await fetch('/api/v1/me');
    // To its end, whatever it says: an answer that is not read keeps its connection.
    const said = await answer.text();
    // Signed out, or somebody else is signed in.
    if (answer.status === 401 || answer.status === 409) return false;
    const body: unknown = answer.ok ? JSON.parse(said) : undefined;
    if (typeof body !== 'object' || body === null || !('id' in body)) return undefined;
    return body.id === me;
  } catch {
    return undefined;
  }
}
