/** What a check found, as sentences for whoever reads them, and whether all of it is right. */
export interface VerifyReport {
  readonly isSound: boolean;
  readonly lines: readonly string[];
}
