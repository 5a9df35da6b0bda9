import { sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import type { Env } from "../../env.ts";
import { events } from "../schema.ts";
import type { Claimed } from "./claim.ts";
import { hubPing, indexNowPing, type Places } from "./pings.ts";
import { tell } from "./told.ts";

interface Drawing {
  db: Database;
  env: Env;
  siteUrl: string;
}

/**
 * What is sent, by the ids of the deliveries: drawn anew before each attempt. What was erased or removed since the last one
 * is not told again.
 */
export async function drawPayloads(
  drawing: Drawing,
  claimed: readonly Claimed[],
): Promise<Map<string, string>> {
  return new Map([...(await forWebhooks(drawing, claimed)), ...(await forPings(drawing, claimed))]);
}

async function forWebhooks(
  { db, siteUrl }: Drawing,
  claimed: readonly Claimed[],
): Promise<[string, string][]> {
  const ours = claimed.filter(({ kind }) => kind === "webhook");
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
  claimed: readonly Claimed[],
): Promise<[string, string][]> {
  const ours = claimed.filter(({ kind }) => kind !== "webhook");
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
