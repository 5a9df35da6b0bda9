import type { Context } from "hono";
import type * as z from "zod";
import type { Database } from "../db.ts";
import type { Env } from "../env.ts";
import type { ErrorCode } from "../errors.ts";
import type { Act, Actor, Role } from "./actor.ts";
import { hopsOf } from "./hops.ts";

export interface Variables {
  requestId: string;
  now: number;
  db: Database;
  /** The site's address, language and zone, read once a request where it is asked for. */
  site: () => Promise<SiteFacts>;
  /** Hands what was written to its consumers; every write route ends with it. */
  settle: () => Promise<Settled[]>;
  /** Makes the clock go off at a moment (milliseconds): whoever schedules calls it after the commit. Never throws. */
  ring: (at: number) => Promise<void>;
}
export type AppEnv = { Bindings: Env; Variables: Variables };
export type AppContext = Context<AppEnv>;

export interface SiteFacts {
  /** Origin, such as "https://courier.example". */
  url: string;
  name: string;
  language: string;
  timeZone: string;
  comments: CommentRules;
}

/** When discussions take comments. CONTRACT §3, `comments`. */
export interface CommentRules {
  /** Null: never. */
  closeAfterDays: number | null;
  /** When editors read comments (http/opening-hours.ts); null: not declared. */
  hours: string | null;
  outsideHours: "queue" | "close";
  /** So many comments may wait. */
  queueLimit: number;
}

/** What became of an event at the cache. CONTRACT §3, `receipt`. */
export interface Settled {
  tags: string[];
  mode: "purge" | "invalidate";
  outcome: "done" | "queued" | "failed";
  at: string;
}

/** Seconds for which the edge keeps an answer, may serve it stale while it renders, and when rendering fails. */
export interface CachePolicy {
  edge: { maxAge: number; staleWhileRevalidate?: number; staleIfError?: number };
  /** Sent to browsers as it is. */
  browser: string;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a request body may be. `raw` bodies are read by the handler, up to `maxBytes`. */
export type BodyKind = "json" | "patch" | "form" | "raw";

/** A route as it is declared: everything that is said about it is said here. */
export interface Declaration<P = unknown, Q = unknown, B = unknown> {
  /** operationId of the OpenAPI document. */
  id: string;
  method: Method;
  /** Hono's syntax. */
  path: string;
  summary: string;
  /** Absent: open to everybody. "any": whoever has a token. A page with a role is the desk's. */
  role?: Role | "any";
  params?: z.ZodType<P>;
  /** The parameters that the route knows: others are refused (API) or dropped from the canonical URL (pages). */
  query?: z.ZodObject & z.ZodType<Q>;
  body?: z.ZodType<B>;
  bodyKind?: BodyKind;
  /** Largest body in bytes; 1 MiB where nothing is said. */
  maxBytes?: number;
  output?: z.ZodType;
  status?: number;
  errors?: readonly ErrorCode[];
  /** Headers of the answer that clients need: ETag, Location. */
  headers?: readonly ("ETag" | "Location")[];
  /** Absent: `no-store`. */
  cache?: CachePolicy;
}

/** What a handler is given: checked input, and who acts. */
export interface Call<P, Q, B> {
  c: AppContext;
  params: P;
  query: Q;
  body: B;
  db: Database;
  now: number;
  requestId: string;
}

/** What an answer is drawn with: no body, for who asks again is answered without looking into it. */
export type Drawing<P = unknown, Q = unknown> = Omit<Call<P, Q, unknown>, "body"> & { act: Act };

/** What a POST made or changed. */
export interface Made {
  /** Its id: an answer can be drawn from it at any time. */
  subject: string;
  /** What is shown once; null to who asks again. */
  secret: string | null;
}

/** A POST under /api in two steps, so that it can be asked again: what is done, and how the answer is drawn from that. */
export interface Steps<P = unknown, Q = unknown, B = unknown> {
  /** Runs the verb, whose batch holds `claimKey` (http/idempotency.ts). */
  make: (call: Drawing<P, Q> & { body: B }) => Promise<{ subject: string; secret?: string }>;
  answer: (call: Drawing<P, Q>, made: Made) => Promise<Response> | Response;
}

export interface Route extends Declaration {
  kind: "api" | "page";
  answer: (call: Call<unknown, unknown, unknown>, actor: Actor | undefined) => Promise<Response> | Response;
  /** There where the route honours Idempotency-Key: every POST under /api. */
  steps?: Steps;
}

/** An API call that only the holder of a token may make; the handler is given the act. */
export function endpoint<P, Q, B>(
  declaration: Declaration<P, Q, B> & { role: Role | "any" },
  answer: (call: Call<P, Q, B> & { act: Act }) => Promise<Response> | Response,
): Route {
  return {
    ...(declaration as Declaration),
    kind: "api",
    answer: (call, actor) => {
      if (!actor) throw new Error(`${declaration.id} was reached without an actor`);
      const { db, now, requestId } = call;
      const hops = hopsOf(call.c.req.raw.headers);
      return answer({ ...(call as Call<P, Q, B>), act: { db, actor, now, requestId, hops } });
    },
  };
}

/** A page of the desk, or a form on it: only for whoever has signed in there. */
export function deskRoute<P, Q, B>(
  declaration: Declaration<P, Q, B> & { role: Role },
  answer: (call: Call<P, Q, B> & { act: Act }) => Promise<Response> | Response,
): Route {
  return { ...endpoint(declaration, answer), kind: "page" };
}

/** A POST under /api: it honours Idempotency-Key. CONTRACT §0, "Retries are safe". */
export function creation<P, Q, B>(
  declaration: Declaration<P, Q, B> & { method: "POST"; role: Role | "any" },
  steps: Steps<P, Q, B>,
): Route {
  const errors = [...(declaration.errors ?? []), "bad_request", "idempotency_key_reused"] as const;
  const route = endpoint({ ...declaration, errors }, async (call) => {
    const made = await steps.make(call);
    return await steps.answer(call, { secret: null, ...made });
  });
  return { ...route, steps: steps as Steps };
}

/** A route that is open to everybody: a reader's form, a picture, the health check. */
export function open<P, Q, B>(
  kind: Route["kind"],
  declaration: Declaration<P, Q, B> & { role?: never },
  answer: (call: Call<P, Q, B>) => Promise<Response> | Response,
): Route {
  return { ...(declaration as Declaration), kind, answer: (call) => answer(call as Call<P, Q, B>) };
}
