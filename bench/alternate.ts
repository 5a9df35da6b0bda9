import type { Pool } from "undici";
import { type Load, type Measured, measure, quantile } from "./load.ts";

export interface Pace {
  rounds: number;
  /** Milliseconds for which each of the two is asked in a round. */
  windowMs: number;
  warmUpMs: number;
}

/** What is measured, and the floor that it is held against. */
export interface Pair {
  ours: Load;
  floor: Load;
}

export interface Compared {
  name: string;
  floorName: string;
  ours: Measured;
  floor: Measured;
  /** Ours over the floor, requests a second: of the median round, of the worst and of the best. */
  ratio: { median: number; least: number; most: number };
  /** The floor's CPU over ours, of the median round: what the ratio would be where nothing else runs. */
  cpuRatio: number;
}

/** Measures the floor and ours in turns, so that noise hits both; medians over the rounds. */
export async function compare(pool: Pool, { ours, floor }: Pair, pace: Pace): Promise<Compared> {
  const rounds: { ours: Measured; floor: Measured }[] = [];
  await measure(pool, floor, pace.warmUpMs);
  await measure(pool, ours, pace.warmUpMs);
  for (let round = 0; round < pace.rounds; round++)
    rounds.push({
      floor: await measure(pool, floor, pace.windowMs),
      ours: await measure(pool, ours, pace.windowMs),
    });
  const cpuRatios = rounds.map((round) => round.floor.cpuMs / round.ours.cpuMs);
  const ratios = rounds.map((round) => round.ours.perSecond / round.floor.perSecond);
  return {
    name: ours.name,
    floorName: floor.name,
    ours: middle(rounds.map((round) => round.ours)),
    floor: middle(rounds.map((round) => round.floor)),
    ratio: { median: quantile(ratios, 0.5), least: Math.min(...ratios), most: Math.max(...ratios) },
    cpuRatio: quantile(cpuRatios, 0.5),
  };
}

function middle(rounds: readonly Measured[]): Measured {
  const of = (what: keyof Measured) =>
    quantile(
      rounds.map((round) => round[what]),
      0.5,
    );
  return { perSecond: of("perSecond"), p50: of("p50"), p99: of("p99"), cpuMs: of("cpuMs") };
}
