interface Pace {
  /** How many at once. */
  width: number;
  /** Nothing is begun after it. */
  until: number;
}

/** Does `work` for each item, some at once, until time is up. Gives how many were done. */
export async function together<T>(
  items: Iterable<T>,
  { width, until }: Pace,
  work: (item: T) => Promise<void>,
): Promise<number> {
  const queue = items[Symbol.iterator]();
  let done = 0;
  const worker = async () => {
    while (Date.now() < until) {
      const next = queue.next();
      if (next.done) return;
      await work(next.value);
      done++;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return done;
}

/** The numbers below `length`. */
export function upTo(length: number): number[] {
  return Array.from({ length }, (_, n) => n);
}

/** How often each value occurs: "200 × 12, 404 × 3". */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(value: string | number): void {
    this.#counts.set(String(value), this.of(value) + 1);
  }

  of(value: string | number): number {
    return this.#counts.get(String(value)) ?? 0;
  }

  get values(): string[] {
    return [...this.#counts.keys()];
  }

  get total(): number {
    return this.#counts.values().reduce((sum, count) => sum + count, 0);
  }

  get size(): number {
    return this.#counts.size;
  }

  toString(): string {
    const entries = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([value, count]) => `${value} × ${count.toLocaleString("en")}`).join(", ") || "none";
  }
}
