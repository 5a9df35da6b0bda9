import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { newId } from "../../src/http/ids.ts";
import { runJobs } from "../../src/jobs.ts";
import { consumers } from "./consumers.ts";
import { must } from "./factories.ts";
import { ORIGIN, type Problem, problemOf, request } from "./request.ts";

export interface Taken {
  id: string;
  status: string;
  receiptUrl: string;
}

export interface CommentJson {
  id: string;
  article: { id: string; url: string; headline: string };
  parentId: string | null;
  name: string;
  body: string;
  status: string;
  standing: string;
  createdAt: string;
  decision: null | {
    decision: string;
    ground: string | null;
    law: string | null;
    note: string | null;
    moderator: string;
    at: string;
  };
}

export interface CommentList {
  items: CommentJson[];
  nextCursor: string | null;
}

type Headers = Record<string, string>;
let clients = 0;

/** A client's address that no test has used: the gate in front of D1 counts in real time. */
export function anAddress(): string {
  clients ||= crypto.getRandomValues(new Uint16Array(1))[0] ?? 1;
  clients++;
  return `10.${clients >> 16}.${(clients >> 8) & 255}.${clients & 255}`;
}

let spoken = 0;

/** Sends a comment as a program does, from an address of its own. */
export function say(
  path: string,
  members: Record<string, unknown> = {},
  headers: Headers = {},
): Promise<Response> {
  const json = { name: "Ana", body: `Said for the ${++spoken}. time.`, ...members };
  return request(`${path}/comments`, { json, headers: { "CF-Connecting-IP": anAddress(), ...headers } });
}

/** Sends the form as a browser does. An empty header is left out. */
export function fillIn(path: string, fields: Headers = {}, headers: Headers = {}): Promise<Response> {
  const body = new URLSearchParams({
    name: "Ana",
    body: `Said for the ${++spoken}. time.`,
    website: "",
    ...fields,
  });
  const all = { "CF-Connecting-IP": anAddress(), Origin: ORIGIN, Accept: "text/html", ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  return request(`${path}/comments`, { body, headers: sent });
}

/** Sends a form of one of the commenter's own pages as a browser does, which names no Origin behind `no-referrer`. */
export function press(path: string, fields: Headers = {}, headers: Headers = {}): Promise<Response> {
  const own = { Origin: "null", "Sec-Fetch-Site": "same-origin", "CF-Connecting-IP": anAddress() };
  return request(path, { body: new URLSearchParams(fields), headers: { ...own, ...headers } });
}

/** The path of a receipt's address. */
export function pathOfReceipt({ receiptUrl }: Pick<Taken, "receiptUrl">): string {
  return receiptUrl.slice(ORIGIN.length);
}

/** What a page says in its main part, without markup. */
export async function mainText(path: string, headers: Headers = {}): Promise<string> {
  return mainOf(await textOf(path, headers));
}

export function mainOf(html: string): string {
  return (/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** A comment that was taken, and the cookie that its commenter now holds. */
export async function aComment(
  path: string,
  members: Record<string, unknown> = {},
  headers: Headers = {},
): Promise<Taken & { cookie: string }> {
  const response = await say(path, members, headers);
  const cookie = cookieOf(response) || (headers.Cookie ?? "");
  return { ...(await must<Taken>(201, Promise.resolve(response))), cookie };
}

/** "commenter=…", as the browser sends it back; "" where no cookie was set. */
export function cookieOf(response: Response): string {
  return response.headers.get("Set-Cookie")?.split(";", 1)[0] ?? "";
}

export function decide(token: string, id: string, json: Record<string, unknown>): Promise<Response> {
  return request(`/api/v1/comments/${id}/decision`, { method: "PUT", token, json });
}

export async function decided(
  token: string,
  id: string,
  json: Record<string, unknown>,
): Promise<CommentJson> {
  return await must<CommentJson>(200, decide(token, id, json));
}

/** A comment that an editor has published. */
export async function aPublishedComment(token: string, path: string, members: Record<string, unknown> = {}) {
  const comment = await aComment(path, members);
  await decided(token, comment.id, { decision: "publish" });
  return comment;
}

/** Sets what a moderator would set of the commenter who wrote a comment. */
export async function setStanding(commentId: string, standing: string): Promise<void> {
  await env.DB.prepare(
    "UPDATE commenters SET standing = ? WHERE id = (SELECT commenter FROM comments WHERE id = ?)",
  )
    .bind(standing, commentId)
    .run();
}

interface Stored {
  article: string;
  at: number;
  parent?: string | null;
  commenter?: string;
  clientHash?: string | null;
}

/** Puts published comments into D1 as they stand there, many at once; gives their ids. */
export async function storeComments(rows: Stored[]): Promise<string[]> {
  const someone = newId(0);
  await env.DB.prepare("INSERT INTO commenters (id, created_at) VALUES (?, 0)").bind(someone).run();
  const insert = env.DB.prepare(
    `INSERT INTO comments (id, article, parent, commenter, name, body, status, receipt_hash, client_hash, created_at)
      VALUES (?1, ?2, ?3, ?4, 'Ana', 'Text ' || ?1, 'published', ?1, ?5, ?6)`,
  );
  const ids = rows.map(({ at }) => newId(at));
  const statements = rows.map(({ article, at, parent = null, commenter = someone, clientHash = null }, n) =>
    insert.bind(ids[n], article, parent, commenter, clientHash, at),
  );
  await env.DB.batch(statements);
  return ids;
}

/** Every row of a table. */
export async function rowsOf<T = Record<string, unknown>>(table: string): Promise<T[]> {
  const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all<T>();
  return results;
}

/** Everything that D1 holds, table by table. */
export async function everything(): Promise<Record<string, unknown[]>> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const dump: Record<string, unknown[]> = {};
  for (const { name } of tables.results) dump[name] = await rowsOf(name);
  return dump;
}

/** Cron, as it runs each minute. */
export async function cron(): Promise<void> {
  await runJobs(env, { ...consumers(), now: Date.now() });
}

/** Lets time pass; the file fakes Date before. */
export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** The text of the answer, which has to be a 200. */
export async function textOf(path: string, headers: Headers = {}): Promise<string> {
  const response = await request(path, { headers });
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return await response.text();
}

/** How often each status came. */
export function tally(answers: Response[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Everything but the day's key, which is made for whoever asks first and says nothing of them. */
async function stored() {
  const { day_keys, ...rest } = await everything();
  return rest;
}

/** The problem of an answer that left D1 as it was. */
export async function refusalOf(send: () => Promise<Response>, status: number): Promise<Problem> {
  const before = await stored();
  const response = await send();
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(response.headers.get("Cache-Control")).toContain("no-store");
  expect(response.headers.get("Set-Cookie")).toBeNull();
  expect(await stored()).toEqual(before);
  return await problemOf(response);
}
