import { env, exports } from "cloudflare:workers";
import { newToken } from "../../src/editors/token.ts";
import type { Role } from "../../src/http/actor.ts";
import { newId } from "../../src/http/ids.ts";
import { sha256 } from "../../src/http/secrets.ts";
import { undescribed } from "./described.ts";

export const ORIGIN = "http://dateline.test";

interface Options {
  method?: string;
  token?: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
}

/** A request to the whole Worker, through its edge. Redirects are not followed. The API has to answer as described. */
export async function request(path: string, options: Options = {}): Promise<Response> {
  const sent = requestOf(path, options);
  const { method, url } = sent;
  const answer = await exports.default.fetch(sent);
  const complaints = await undescribed({ method, url }, answer);
  if (complaints.length > 0)
    throw new Error(`${method} ${path} answers other than described:\n${complaints.join("\n")}`);
  return answer;
}

function requestOf(path: string, { method, token, json, body, headers }: Options): Request {
  const sent = json === undefined ? body : JSON.stringify(json);
  return new Request(ORIGIN + path, {
    method: method ?? (sent === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
}

/** A new token of a role, as the `token` command makes it. */
export async function tokenOf(
  role: Role,
  options: { name?: string; expiresAt?: number } = {},
): Promise<string> {
  const token = await newToken();
  const { name = role, expiresAt = null } = options;
  await env.DB.prepare(
    "INSERT INTO tokens (id, name, role, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
  )
    .bind(newId(), name, role, await sha256(token), Date.now(), expiresAt)
    .run();
  return token;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: { path: string; code: string; message: string }[];
  orphan?: { id: string; url: string };
}

/** The problem that an answer carries. */
export async function problemOf(response: Response): Promise<Problem> {
  return await response.json<Problem>();
}
