import { sql } from "drizzle-orm";
import { type Database, inOrder } from "../../db.ts";
import type { Env } from "../../env.ts";
import { deliveries } from "../out-schema.ts";
import { events } from "../schema.ts";
import type { Claimed } from "./claim.ts";
import { hubPing, indexNowPing, type Places } from "./pings.ts";
import { tell } from "./told.ts";

interface Drawing {
  db: Database;
  env: Env;
  siteUrl: string;
}

/** The deliveries with what is sent: drawn once, and kept before the first attempt, so that all send the same bytes. */
export async function withPayloads(
  drawing: Drawing,
  claimed: readonly Claimed[],
): Promise<(Claimed & { payload: string })[]> {
  const { db } = drawing;
  const undrawn = claimed.filter(({ payload }) => payload === null);
  const drawn = new Map([...(await forWebhooks(drawing, undrawn)), ...(await forPings(drawing, undrawn))]);
  const kept = undrawn.map(({ id, leaseUntil }) =>
    db
      .update(deliveries)
      .set({ payload: drawn.get(id) ?? "" })
      .where(sql`id = ${id} AND lease_until = ${leaseUntil} AND status = 'pending'`),
  );
  if (kept.length > 0) await db.batch(inOrder(kept));
  return claimed.map((delivery) => ({
    ...delivery,
    payload: delivery.payload ?? drawn.get(delivery.id) ?? "",
  }));
}

async function forWebhooks(
  { db, siteUrl }: Drawing,
  undrawn: readonly Claimed[],
): Promise<[string, string][]> {
  const ours = undrawn.filter(({ kind }) => kind === "webhook");
  const happened = ours.map(({ event, type, subject, eventAt }) => ({
    id: event,
    type,
    subject,
    at: eventAt,
  }));
  const told = await tell(db, happened, siteUrl);
  return ours.map(({ id }, n) => [id, JSON.stringify(told[n])]);
}

async function forPings(
  { db, env, siteUrl }: Drawing,
  undrawn: readonly Claimed[],
): Promise<[string, string][]> {
  const ours = undrawn.filter(({ kind }) => kind !== "webhook");
  if (ours.length === 0) return [];
  const ids = JSON.stringify(ours.map(({ event }) => event));
  const rows = await db
    .select({ id: events.id, data: events.data })
    .from(events)
    .where(sql`${events.id} IN (SELECT value FROM json_each(${ids}))`);
  const places = new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as Places]));
  const draw = ({ kind, event }: Claimed) =>
    kind === "websub"
      ? hubPing(places.get(event) ?? {}, siteUrl)
      : indexNowPing(env, places.get(event) ?? {}, siteUrl);
  return await Promise.all(ours.map(async (ping): Promise<[string, string]> => [ping.id, await draw(ping)]));
}
