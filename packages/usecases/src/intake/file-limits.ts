/** What a file of reports may hold. Each is far more than a week of any region, and is counted before the work is done. */
export const fileLimits = {
  reports: 100_000,
  /** Lines of all kinds: a cell may go over several, and spreadsheets write rows that were emptied. */
  lines: 300_000,
  columns: 100,
  /** Characters of one cell; the longest text that a report holds is a quarter of it. */
  cell: 20_000,
  /** Lines that one cell may go over. */
  cellLines: 200,
  /** Characters of one report in a JSON file. */
  jsonReport: 65_536,
  /** More mistakes than anybody corrects at once, and more reports than anybody looks through. The others are counted. */
  told: 1_000,
} as const;
