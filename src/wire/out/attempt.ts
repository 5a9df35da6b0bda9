import type { Env } from "../../env.ts";
import { HOPS_HEADER } from "../../http/hops.ts";
import { refusedPlace } from "../../http/public-url.ts";
import type { Claimed } from "./claim.ts";
import { indexNowAddress } from "./pings.ts";
import { secretsOf } from "./secrets.ts";
import { type Answer, type Outgoing, send, unsent } from "./send.ts";
import { signed } from "./signed.ts";
import type { WebhookRow } from "./webhooks.ts";

/** Where deliveries come from, and the hub that the pings of its feeds go to. */
export interface SendingSite {
  url: string;
  webSubHub: string | null;
}

interface Attempt {
  site: SendingSite;
  claimed: Claimed;
  payload: string;
  /** Undefined: it goes to no webhook. */
  webhook: WebhookRow | undefined;
  timeoutMs: number;
}

/** Sends a delivery, if its address may be called at all. It never throws. */
export async function attempt(env: Env, { timeoutMs, ...made }: Attempt): Promise<Answer> {
  const { site, claimed } = made;
  const url = addressOf(env, made);
  if (url === undefined)
    return unsent(`there is no ${claimed.kind === "webhook" ? "webhook" : "hub"} any more`);
  // Where search engines are told is the operator's own word.
  const isTheirs = claimed.kind !== "indexnow";
  const why = isTheirs ? await refusedPlace(url, env, [site.url, env.SITE_URL]) : undefined;
  if (why !== undefined) return unsent(`the address is refused: ${why}`);
  const call = await callOf(env, made, url);
  return call
    ? await send(call, timeoutMs)
    : unsent("the secret can't be opened: DATELINE_KEY is another one");
}

function addressOf(env: Env, { site, claimed, webhook }: Omit<Attempt, "timeoutMs">): string | undefined {
  if (claimed.kind === "webhook") return webhook?.url;
  return claimed.kind === "indexnow" ? indexNowAddress(env) : (site.webSubHub ?? undefined);
}

async function callOf(
  env: Env,
  { site, claimed, payload, webhook }: Omit<Attempt, "timeoutMs">,
  url: string,
): Promise<Outgoing | undefined> {
  const headers = {
    "Content-Type": claimed.kind === "websub" ? "application/x-www-form-urlencoded" : "application/json",
    "User-Agent": `Dateline (+${site.url})`,
    "dateline-request-id": claimed.requestId,
    [HOPS_HEADER]: String(claimed.hops),
  };
  if (!webhook) return { url, headers, body: payload };
  const now = Date.now();
  const secrets = await secretsOf(env, webhook, now).catch(() => undefined);
  const message = { id: claimed.event, now, body: payload };
  return secrets && { url, headers: { ...headers, ...signed(secrets, message) }, body: payload };
}
