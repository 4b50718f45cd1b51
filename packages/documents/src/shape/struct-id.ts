/** Names one write: the client id that made it and its place in what that client id wrote. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}
