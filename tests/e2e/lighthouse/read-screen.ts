import lighthouse, { type Result, desktopConfig } from 'lighthouse';

/** How Lighthouse looks: a computer on a good line, or a telephone in the middle range on slow 4G. */
export const presets = { desktop: desktopConfig, mobile: undefined } as const;
export type Preset = keyof typeof presets;

/** Marks of one screen. */
export interface Marks {
  /** 0 to 100: the median of the runs. */
  readonly performance: number;
  /** 0 to 100: the lowest of the runs, for what is wrong once is wrong. */
  readonly accessibility: number;
  /** Medians, as Lighthouse simulates them from what it saw. */
  readonly largestPaintMs: number;
  readonly blockedMs: number;
  readonly layoutShift: number;
  /** Ids of audits of accessibility that failed. */
  readonly failed: readonly string[];
}

/**
 * Reads a page some times in a browser that listens at a port.
 *
 * @throws {Error} when Lighthouse could not read the page
 */
export async function readScreen(
  url: string,
  { port, preset, runs }: { port: number; preset: Preset; runs: number },
): Promise<Marks> {
  const read: Result[] = [];
  while (read.length < runs) read.push(await readOnce(url, port, preset));
  const measure = (audit: string) =>
    median(read.map(({ audits }) => audits[audit]?.numericValue ?? Number.NaN));
  return {
    performance: median(read.map((one) => markOf(one, 'performance'))),
    accessibility: Math.min(...read.map((one) => markOf(one, 'accessibility'))),
    largestPaintMs: measure('largest-contentful-paint'),
    blockedMs: measure('total-blocking-time'),
    layoutShift: measure('cumulative-layout-shift'),
    failed: [...new Set(read.flatMap(failedAudits))],
  };
}

async function readOnce(url: string, port: number, preset: Preset): Promise<Result> {
  const onlyCategories = ['performance', 'accessibility'];
  const answer = await lighthouse(
    url,
    { port, onlyCategories, logLevel: 'error' },
    presets[preset],
  );
  const result = answer?.lhr;
  if (result === undefined || result.runtimeError !== undefined)
    throw new Error(`Lighthouse cannot read ${url}: ${result?.runtimeError?.code ?? 'no result'}`);
  if (new URL(result.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`${url} led to ${result.finalDisplayedUrl}`);
  return result;
}

function markOf({ categories }: Result, category: string): number {
  return Math.round(100 * (categories[category]?.score ?? 0));
}

function failedAudits({ audits, categories }: Result): string[] {
  const refs = categories['accessibility']?.auditRefs ?? [];
  return refs.map(({ id }) => id).filter((id) => audits[id]?.score === 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
