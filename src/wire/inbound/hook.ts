import type { Article } from "../../articles/article.ts";
import { AppError, invalidField } from "../../errors.ts";
import { clientOf } from "../../http/client.ts";
import { passGate } from "../../http/gate.ts";
import { json } from "../../http/respond.ts";
import { type AppContext, open } from "../../http/route.ts";
import { sha256 } from "../../http/secrets.ts";
import { DEFAULT_MAX_BYTES, readBytes } from "../../http/validate.ts";
import { takeIn } from "./deliveries.ts";
import { type Handled, handleDelivery, type Place } from "./handle-delivery.ts";
import type { Delivery } from "./kind.ts";
import { kinds } from "./kinds.ts";
import { signedSource } from "./signed-source.ts";
import type { Source } from "./source.ts";

const QUOTA = 300;

/** Where sources deliver. CONTRACT §5. */
export const postHook = open(
  "api",
  {
    id: "receiveHook",
    method: "POST",
    path: "/hooks/:source",
    summary: "Take a delivery of a source: signed, stored, then handled.",
    bodyKind: "raw",
    errors: ["unauthorized", "invalid", "too_large", "rate_limited"],
  },
  async ({ c, db, now }) => {
    const { raw } = c.req;
    const delivery = { headers: raw.headers, bytes: await readBytes(raw, DEFAULT_MAX_BYTES), now };
    const place = { db, env: c.env };
    const source = await signedSource(place, c.req.param("source") ?? "", delivery).catch(ourFault(c));
    // Whoever can't sign uses up nothing of the source's own.
    await countDelivery(c, source);
    if (!source) throw unsigned();
    return answerOf(await handle(c, source, delivery).catch(ourFault(c)), (await c.var.site()).url);
  },
);

/** Throws 429; 503 to Superdesk, which gives an item up at the first 4xx, and sends it again after 5xx. */
async function countDelivery(c: AppContext, source: Source | undefined): Promise<void> {
  const passed = passGate(c.req.raw, gateOf(c, source), "Too many deliveries. Wait a minute.");
  await passed.catch((error: unknown) => {
    const isToAskAgain = source?.kind === "superdesk" && error instanceof AppError;
    throw isToAskAgain ? new AppError("unavailable", error.message, { headers: error.headers }) : error;
  });
}

/** Counts the deliveries of a source; those that nobody signed count for their client. */
export function gateOf(c: AppContext, source: Source | undefined) {
  const key = source ? `source:${source.slug}` : `unsigned:${clientOf(c.req.raw)}`;
  return { binding: c.env.HOOK_GATE, name: "deliveries", quota: QUOTA, key };
}

/** The same 401, whatever is wrong. */
export function unsigned(): AppError {
  return new AppError(
    "unauthorized",
    "No source of ours has signed this here and now. Check address, secret and clock.",
    { headers: { "WWW-Authenticate": "Webhook" } },
  );
}

async function handle(c: AppContext, source: Source, delivery: Delivery): Promise<Handled> {
  const { db } = c.var;
  const digest = await sha256(delivery.bytes);
  const id = kinds[source.kind].deliveryId(delivery) ?? digest;
  const entry = await takeIn(db, { ...delivery, source: source.slug, delivery: id, digest });
  return await handleDelivery(await placeOf(c), source, entry);
}

/** Where a request's deliveries are handled. */
export async function placeOf(c: AppContext): Promise<Place> {
  const { db, now, requestId, ring, site } = c.var;
  const waitUntil = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  return { db, now, requestId, ring, env: c.env, site: await site(), waitUntil };
}

/** Our own fault is 503, whatever it is: the sender is to ask again. What was sent is not logged. */
export function ourFault(c: AppContext) {
  return (error: unknown): never => {
    const { requestId } = c.var;
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    console.error(
      JSON.stringify({ level: "error", message: "delivery not handled", requestId, error: String(cause) }),
    );
    throw new AppError(
      "unavailable",
      "That was our fault. Send it again in a moment: nothing is done twice.",
      {
        headers: { "Retry-After": "10" },
      },
    );
  };
}

function answerOf({ outcome, why, article }: Handled, siteUrl: string): Response {
  if (outcome === "failed") throw invalidField("", "unusable", why ?? "It can't be used.");
  const said = why === null ? {} : { why };
  const about = article ? { article: referenceTo(article, siteUrl) } : {};
  return json({ outcome, ...said, ...about }, outcome === "created" ? 201 : 200);
}

function referenceTo({ id, path, revision }: Article, siteUrl: string) {
  return { id, url: path === null ? null : siteUrl + encodeURI(path), revision };
}
