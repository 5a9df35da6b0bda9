import type { Entry } from "./entry.ts";
import { isNewerThanPurges } from "./purges.ts";

export type CacheStatus =
  | "HIT"
  | "MISS"
  | "STALE"
  | "UPDATING"
  | "EXPIRED"
  | "REVALIDATED"
  | "BYPASS"
  | "DYNAMIC";

/** What a render came to: an entry for everybody, or an answer for its own reader alone. */
export type Outcome =
  | { entry: Entry; status: CacheStatus; isShareable: boolean }
  | { response: Response; status: CacheStatus };

/** A render under way, which others may wait for. */
export interface Flight {
  /** Never rejects; undefined if there is nothing that others may have. */
  readonly shared: Promise<Landed | undefined>;
  readonly began: number;
  readonly startedAt: number;
}

export interface Landed {
  entry: Entry;
  status: CacheStatus;
}

const flights = new Map<string, Flight>();

/** The render to wait for: not one grown late, nor one that a purge may have overtaken. */
export function flightFor(key: string, patienceMs: number): Flight | undefined {
  const flight = flights.get(key);
  if (!flight) return undefined;
  const isLate = Date.now() - flight.startedAt > patienceMs;
  if (!isLate && isNewerThanPurges(flight.began)) return flight;
  flights.delete(key);
  return undefined;
}

/** Announces a render; `ctx` carries it to its end even if its own reader goes away. */
export function launch(
  key: string,
  ctx: ExecutionContext,
  render: { outcome: Promise<Outcome>; began: number },
) {
  const shared = render.outcome.then(shareable, () => undefined);
  const flight: Flight = { shared, began: render.began, startedAt: Date.now() };
  flights.set(key, flight);
  ctx.waitUntil(shared.then(() => land(key, flight)));
}

/** Waits for another reader's render; "gone" if it is late or dead, undefined if it is private. */
export async function wait(
  key: string,
  flight: Flight,
  patienceMs: number,
): Promise<Landed | "gone" | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, patienceMs, "late");
  });
  // A leader whose client hung up may be cancelled: then this rejects, and nobody else cleans up.
  const landed = await Promise.race([flight.shared, late]).catch(() => "late" as const);
  clearTimeout(timer);
  if (landed !== "late") return landed;
  land(key, flight);
  return "gone";
}

export function landAll(): void {
  flights.clear();
}

function shareable(outcome: Outcome): Landed | undefined {
  if ("response" in outcome || !outcome.isShareable) return undefined;
  return { entry: outcome.entry, status: outcome.status };
}

function land(key: string, flight: Flight): void {
  if (flights.get(key) === flight) flights.delete(key);
}
