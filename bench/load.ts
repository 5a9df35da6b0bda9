import type { Pool } from "undici";
import { cpuOf, workerdIds } from "./process-cpu.ts";

export interface Asked {
  path: string;
  method?: "GET" | "POST" | "PUT" | "PATCH";
  headers: Record<string, string>;
  body?: string;
}

/** What is asked again and again, and how it has to be answered. */
export interface Load {
  name: string;
  /** Undefined: there is nothing more to ask. */
  next: () => Asked | undefined;
  status: number;
  /** The `CF-Cache-Status` that every answer has to have. */
  cache?: "HIT" | "BYPASS";
  /** Is given each answer's text, where somebody wants it. */
  answered?: (text: string) => void;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Milliseconds of CPU that workerd spent on a request, D1 and its proxy included; NaN where it can't be told. */
  cpuMs: number;
}

/** As many readers as this ask at once, each waiting for its answer. */
export const CONCURRENCY = 8;

/** Asks for `forMs` milliseconds, or until there is nothing more to ask. Throws where an answer is not the one expected. */
export async function measure(pool: Pool, load: Load, forMs: number): Promise<Measured> {
  const times: number[] = [];
  const workerd = workerdIds();
  const cpuBefore = cpuOf(workerd);
  const began = performance.now();
  const until = began + forMs;
  const reader = async () => {
    while (performance.now() < until) {
      const asked = load.next();
      if (!asked) return;
      const start = performance.now();
      await ask(pool, load, asked);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, reader));
  const seconds = (performance.now() - began) / 1_000;
  if (times.length === 0) throw new Error(`${load.name}: nothing was asked`);
  return {
    perSecond: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    cpuMs: (cpuOf(workerd) - cpuBefore) / times.length,
  };
}

async function ask(pool: Pool, { name, status, cache, answered }: Load, asked: Asked): Promise<void> {
  const answer = await pool.request({ method: "GET", ...asked });
  const found = answer.headers["cf-cache-status"];
  if (answer.statusCode !== status || (cache && found !== cache)) {
    const text = (await answer.body.text()).slice(0, 300);
    throw new Error(`${name}: ${asked.path} was answered with ${answer.statusCode} (${found}): ${text}`);
  }
  if (answered) answered(await answer.body.text());
  else await answer.body.dump();
}

/** The value below which so great a share of the values lies; 0.5: the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
