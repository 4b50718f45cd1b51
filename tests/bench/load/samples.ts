/** Many numbers, kept without making objects, and their percentiles. */
export class Samples {
  private values = new Float64Array(4096);
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(value: number): void {
    if (this.count === this.values.length) {
      const larger = new Float64Array(this.count * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.count] = value;
    this.count += 1;
  }

  reset(): void {
    this.count = 0;
  }

  /** `{ deliverN, deliverP50, … }` for the name `deliver`. */
  summary(name: string): Record<string, number> {
    if (this.count === 0) return { [`${name}N`]: 0 };
    const sorted = this.values.slice(0, this.count).sort();
    const at = (share: number) =>
      round(sorted[Math.min(this.count, Math.ceil(share * this.count)) - 1] ?? 0, 3);
    return {
      [`${name}N`]: this.count,
      [`${name}P50`]: at(0.5),
      [`${name}P95`]: at(0.95),
      [`${name}P99`]: at(0.99),
      [`${name}P999`]: at(0.999),
      [`${name}Max`]: at(1),
    };
  }
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined || sorted.length % 2 === 1 || lower === undefined) return upper;
  return (lower + upper) / 2;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
