/**
 * How an action stands with whoever it was given to. It is said in one's own name and not in the document, so it
 * comes from outside; `isOld`: the words changed after the yes.
 */
export type ActionStanding =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'WAITING'; readonly name: string }
  | { readonly kind: 'ACCEPTED'; readonly isOld: boolean }
  /** Somebody at the table says that the owner said yes elsewhere; the owner has not confirmed it. */
  | { readonly kind: 'ON_BEHALF'; readonly by: string; readonly name: string }
  | { readonly kind: 'DECLINED'; readonly name: string; readonly reason: string }
  | { readonly kind: 'HELD'; readonly holder: string; readonly name: string };
