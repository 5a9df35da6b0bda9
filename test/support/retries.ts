import { env } from "cloudflare:workers";
import { request } from "./request.ts";

/** An answer as two of them are compared. */
export interface Told {
  status: number;
  body: string;
  location: string | null;
  etag: string | null;
  /** Whether it says that it is the first answer again. */
  isReplay: boolean;
}

export async function told(answer: Promise<Response>): Promise<Told> {
  const response = await answer;
  const { status, headers } = response;
  return {
    status,
    body: await response.text(),
    location: headers.get("Location"),
    etag: headers.get("ETag"),
    isReplay: headers.get("Idempotency-Replayed") === "true",
  };
}

/** A POST below /api/v1 under an Idempotency-Key. */
export function postUnder(key: string, path: string, { token, json }: { token: string; json: unknown }) {
  return told(request(`/api/v1${path}`, { token, json, headers: { "Idempotency-Key": key } }));
}

/** The one number that a statement gives. */
export async function numberOf(sql: string): Promise<number> {
  return Object.values((await env.DB.prepare(sql).first<Record<string, number>>()) ?? {})[0] ?? 0;
}

export const articlesMade = () => numberOf("SELECT count(*) FROM articles");
export const keysKept = () => numberOf("SELECT count(*) FROM idempotency_keys");
/** How often anything was done: every verb leaves an entry. */
export const deedsDone = () => numberOf("SELECT count(*) FROM audit");

/** As if the Worker had died between the commit and keeping the answer, some time ago. */
export async function loseAnswers(): Promise<void> {
  await age(10_000);
  await env.DB.prepare("UPDATE idempotency_keys SET answer = NULL").run();
}

/** Makes every key older, by milliseconds. */
export async function age(by: number): Promise<void> {
  await env.DB.prepare("UPDATE idempotency_keys SET created_at = created_at - ?").bind(by).run();
}
