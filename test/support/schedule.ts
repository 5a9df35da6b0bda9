import {
  createExecutionContext,
  createScheduledController,
  runDurableObjectAlarm,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import Dateline from "../../src/worker.ts";
import { type ArticleJson, must } from "./factories.ts";
import { request } from "./request.ts";

export const MINUTE_MS = 60_000;
export const clock = () => env.CLOCK.getByName("clock");

/** `PUT …/publication` as it is answered. */
export function putState(token: string, { id, revision }: ArticleJson, json: unknown): Promise<Response> {
  const headers = { "If-Match": `"${revision}"` };
  return request(`/api/v1/articles/${id}/publication`, { method: "PUT", token, json, headers });
}

/** The article scheduled for a moment (milliseconds). */
export async function schedule(token: string, article: ArticleJson, at: number): Promise<ArticleJson> {
  const json = { state: "published", at: new Date(at).toISOString() };
  return await must(200, putState(token, article, json));
}

export async function readArticle(token: string, { id }: { id: string }): Promise<ArticleJson> {
  return await must(200, request(`/api/v1/articles/${id}`, { token }));
}

/** From now on it is `at` (milliseconds) for the site; the test file calls vi.useRealTimers() behind it. */
export function itIs(at: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
}

/** Lets a quarter of a minute pass, so that the cache has been told for the second time of everything. */
export async function purgedTwice(): Promise<void> {
  itIs(Date.now() + 16_000);
  await runDurableObjectAlarm(clock());
}

/** What cron does in the minute that begins at `at`. */
export async function runCron(at = Date.now()): Promise<void> {
  const ctx = createExecutionContext();
  const controller = createScheduledController({ scheduledTime: new Date(at), cron: "* * * * *" });
  await new Dateline(ctx, env).scheduled(controller);
  await waitOnExecutionContext(ctx);
}

/** Types of the events about an article, in their order. */
export async function eventsOf(id: string): Promise<string[]> {
  const { results } = await env.DB.prepare("SELECT type FROM events WHERE subject = ? ORDER BY seq")
    .bind(id)
    .all<{ type: string }>();
  return results.map(({ type }) => type);
}
