import type { Compared } from "./alternate.ts";
import { dollarsPerMillionViews, freeViewsADay, freeWritesADay, type View } from "./costs.ts";
import type { Cpu } from "./cpu.ts";
import type { Heard } from "./heard.ts";
import type { Rows } from "./rows.ts";
import type { Seen } from "./seen.ts";

const HIT_RATES = [0.5, 0.9, 0.99];
/** What CONTRACT and issue ask of a figure: ours over the floor. */
const TARGETS: Record<string, number> = { hit: 0.8, miss: 0.6 };

/** Columns set under each other: the first to the left, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
  return rows.map((row) => `  ${line(row).join("  ")}`.trimEnd()).join("\n");
}

export const COMPARED_HEAD = [
  "",
  "req/s",
  "p50 ms",
  "p99 ms",
  "floor req/s",
  "p50 ms",
  "p99 ms",
  "floor",
  "ratio",
  "(rounds)",
  "CPU ms",
  "floor",
  "CPU ratio",
];

export function comparedRow({ name, floorName, ours, floor, ratio, cpuRatio }: Compared): string[] {
  const target = TARGETS[name];
  const figures = ({ perSecond, p50, p99 }: Compared["ours"]) => [
    perSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
  ];
  return [
    target === undefined ? name : `${name} (target ${target})`,
    ...figures(ours),
    ...figures(floor),
    floorName,
    ratio.median.toFixed(2),
    `${ratio.least.toFixed(2)}–${ratio.most.toFixed(2)}`,
    ours.cpuMs.toFixed(2),
    floor.cpuMs.toFixed(2),
    cpuRatio.toFixed(2),
  ];
}

export function seenLine({ median, slowest, publications }: Seen): string {
  return `  publish → the front page shows it: median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms, of ${publications}`;
}

export function heardLine({ median, slowest, answered, publications }: Heard): string {
  const ratio = (median / answered).toFixed(2);
  return `  publish → a receiver has the event: median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms, of ${publications}; ${ratio} of the ${answered.toFixed(0)} ms after which the publication is answered`;
}

export function cpuTable(costs: readonly Cpu[]): string {
  const row = ({ what, micros, leastMicros, targetMicros }: Cpu) => [
    what,
    `${micros.toFixed(0)} µs`,
    `least ${leastMicros.toFixed(0)} µs`,
    targetMicros ? `target ${targetMicros} µs` : "",
  ];
  return table(costs.map(row));
}

export function rowsTable(rows: readonly Rows[]): string {
  const row = ({ what, trips, statements, read, written }: Rows) => [
    what,
    ...[trips, statements, read, written].map(String),
  ];
  return table([["", "round trips", "statements", "rows read", "rows written"], ...rows.map(row)]);
}

/** What a million page views cost, and what the free plan carries. */
export function costTable(view: View, written: { publication: number; comment: number }): string {
  const dollars = (amount: number) => `$${amount.toFixed(4)}`;
  const rows = HIT_RATES.map((hits) => {
    const { requests, cpu, rowsRead, pictureReads, total } = dollarsPerMillionViews(hits, view);
    const { views, endedBy } = freeViewsADay(hits, view);
    const cells = [requests, cpu, rowsRead, pictureReads, total].map(dollars);
    return [`${hits * 100} % hits`, ...cells, String(views), endedBy];
  });
  const head = ["", "requests", "CPU", "D1 rows", "R2 reads", "sum", "free views a day", "ended by"];
  return `${table([head, ...rows])}
  A view: one page and ${view.pictures} pictures, of which the edge has ${view.pictureHits * 100} %; a miss takes ${view.cpuMs.toFixed(2)} ms of CPU and ${view.rowsRead} rows.
  Free writing a day: ${freeWritesADay(written.publication)} publications (${written.publication} rows written each) or ${freeWritesADay(written.comment)} comments (${written.comment}).`;
}
