import type { Hono } from "hono";
import { AppError } from "../errors.ts";
import { type Actor, covers } from "./actor.ts";
import { canonicalUrl, viaCanonical } from "./canonical.ts";
import { hopsOf } from "./hops.ts";
import { KEY_HEADER, once } from "./once.ts";
import type { AppContext, AppEnv, Call, Declaration, Route } from "./route.ts";
import { check, DEFAULT_MAX_BYTES, readJson } from "./validate.ts";

/** What the rooms above give to the routes: who acts, and how a refusal looks. */
export interface Seams {
  authenticate: (c: AppContext) => Promise<Actor>;
  /** Who acts on a page that is not open to everybody, or the way to sign in. A token alone does not open it. */
  atTheDesk: (c: AppContext) => Promise<Actor | Response>;
  /** Draws a refusal: a page for readers, a problem for programs. */
  refuse: (c: AppContext, error: unknown, route: Refused) => Response | Promise<Response>;
}

/** What a refusal needs to know of the route: whom it answers, and whether the edge may keep that there is nothing. */
export interface Refused {
  kind: Route["kind"];
  isKept: boolean;
}

type Unread = Omit<Call<unknown, unknown, unknown>, "body">;

/** Puts the declared routes into the app, in their order, and answers 405 where only the method is wrong. */
export function mount(app: Hono<AppEnv>, routes: readonly Route[], seams: Seams): void {
  for (const route of routes) app.on(route.method, route.path, (c) => answer(c, route, seams));
  for (const [path, allowed] of methodsByPath(routes)) {
    const allow = allowed.includes("GET") ? ["GET", "HEAD", ...allowed.filter((m) => m !== "GET")] : allowed;
    const kind = routes.find((route) => route.path === path)?.kind ?? "api";
    app.all(path, (c) => seams.refuse(c, methodNotAllowed(c.req.method, allow), { kind, isKept: false }));
  }
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { path, method } of routes) paths.set(path, [...(paths.get(path) ?? []), method]);
  return paths;
}

function methodNotAllowed(method: string, allow: string[]): AppError {
  const Allow = allow.join(", ");
  return new AppError("method_not_allowed", `${method} is not possible here; ${Allow} is.`, {
    headers: { Allow },
  });
}

async function answer(c: AppContext, route: Route, seams: Seams): Promise<Response> {
  try {
    const actor = route.role ? await identify(c, route, seams) : undefined;
    if (actor instanceof Response) return actor;
    if (actor) authorise(actor, route);
    const { params, query } = checkUrl(c, route);
    if (route.cache) {
      const canonical = canonicalUrl(c.req.raw, query);
      if (canonical) return await viaCanonical(c, canonical);
    }
    const { requestId, now, db } = c.var;
    const response = await respond(route, { c, params, query, db, now, requestId }, actor);
    if (route.method !== "GET" && response.status < 400) await c.var.settle();
    return response;
  } catch (error) {
    return seams.refuse(c, error, { kind: route.kind, isKept: route.cache !== undefined });
  }
}

/** Programs name themselves by their token, people at the desk by their session. */
function identify(c: AppContext, { kind }: Route, seams: Seams): Promise<Actor | Response> {
  return kind === "page" ? seams.atTheDesk(c) : seams.authenticate(c);
}

async function respond(route: Route, call: Unread, actor: Actor | undefined): Promise<Response> {
  const { c, db, now, requestId } = call;
  const readBody = () => bodyOf(c, route);
  if (!route.steps || !actor || c.req.header(KEY_HEADER) === undefined)
    return await route.answer({ ...call, body: await readBody() }, actor);
  const { steps, maxBytes = DEFAULT_MAX_BYTES } = route;
  const act = { db, actor, now, requestId, hops: hopsOf(c.req.raw.headers) };
  return await once({ call: { ...call, act }, steps, maxBytes, readBody });
}

function authorise(actor: Actor, { role, id }: Declaration): void {
  if (!role || role === "any" || covers(actor.role, role)) return;
  throw new AppError(
    "forbidden",
    `A ${actor.role} may not do this (${id}); a token with the role ${role} may.`,
  );
}

/** Path and query as declared. A path outside the grammar is 404, before D1 is asked. */
function checkUrl(c: AppContext, route: Route): { params: unknown; query: unknown } {
  if (route.kind === "api" && route.params)
    return { params: check(route.params, c.req.param()), query: checkQuery(c, route) };
  const params = route.params?.safeParse(c.req.param());
  if (params && !params.success) throw new AppError("not_found", `There is nothing at ${c.req.path}.`);
  return { params: params?.data, query: checkQuery(c, route) };
}

function checkQuery(c: AppContext, route: Route): unknown {
  const given = c.req.query();
  if (route.kind === "api") return route.query ? check(route.query.strict(), given) : given;
  const known = route.query?.safeParse(given);
  if (known && !known.success) throw new AppError("not_found", "There is no such page.");
  return known?.data ?? {};
}

async function bodyOf(c: AppContext, route: Route): Promise<unknown> {
  const { bodyKind, body, maxBytes = DEFAULT_MAX_BYTES } = route;
  if (bodyKind !== "json" && bodyKind !== "patch") return undefined;
  const value = await readJson(c.req.raw, bodyKind, maxBytes);
  return body ? check(body, value) : value;
}
