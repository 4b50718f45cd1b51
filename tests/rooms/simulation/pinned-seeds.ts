/** Seeds that once found something. They are played first, for ever. */
export const pinnedSeeds: readonly number[] = [];
