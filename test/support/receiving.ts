import { env } from "cloudflare:workers";
import { inject } from "vitest";
import { openDatabase } from "../../src/db.ts";
import { deliver } from "../../src/wire/out/deliver.ts";
import { deliverTo, type Sending } from "../../src/wire/out/deliver-to.ts";
import { must } from "./factories.ts";
import type { Received } from "./receiver.ts";
import { ORIGIN, request } from "./request.ts";

export interface WebhookJson {
  id: string;
  url: string;
  events: string[];
  state: string;
  failures: number;
  secret: string;
  oldSecretUntil: string | null;
}

export interface DeliveryJson {
  id: string;
  kind: string;
  webhook: string | null;
  event: { id: string; type: string; timestamp: string };
  subject: string;
  status: string;
  nextAttemptAt: string | null;
  attempts: {
    at: string;
    status: number | null;
    durationMs: number;
    error: string | null;
    excerpt: string;
  }[];
}

let receivers = 0;

/** The address of a receiver of its own, which answers as `fate` says; and what came to it. */
export function aReceiver(fate: string) {
  const name = `${Date.now()}-${++receivers}-${Math.random()}`;
  const came = async () => await (await fetch(`${inject("receiver")}/calls/${name}`)).json<Received[]>();
  return { url: `${inject("receiver")}/${fate}/${name}`, came };
}

export async function aWebhook(token: string, url: string, events = ["*"]): Promise<WebhookJson> {
  return await must<WebhookJson>(201, request("/api/v1/webhooks", { token, json: { url, events } }));
}

export async function readWebhook(token: string, id: string): Promise<WebhookJson> {
  return await must<WebhookJson>(200, request(`/api/v1/webhooks/${id}`, { token }));
}

/** Deliveries as the API lists them, newest first. */
export async function deliveriesOf(token: string, query = ""): Promise<DeliveryJson[]> {
  const path = `/api/v1/deliveries?limit=100${query}`;
  return (await must<{ items: DeliveryJson[] }>(200, request(path, { token }))).items;
}

/** What deliveries are made with; who is woken is served before `wake` comes back, and nobody rings the clock. */
export function aSending(members: Partial<Sending> = {}): Sending {
  const sending: Sending = {
    env,
    db: openDatabase(env.DB),
    site: async () => ({ url: ORIGIN, webSubHub: null }),
    ring: async () => {},
    wake: async (receivers) => {
      await Promise.all(receivers.map((receiver) => deliverTo(sending, receiver)));
    },
    ...members,
  };
  return sending;
}

/** One run; gives when the clock would have been rung. */
export async function deliverNow(vars: Record<string, string> = {}, timeoutMs?: number): Promise<number[]> {
  const rung: number[] = [];
  const ring = async (at: number) => void rung.push(at);
  await deliver(
    aSending({ env: { ...env, ...vars }, ring, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
  );
  return rung;
}

/** Waits until something holds, ten seconds at most. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await scheduler.wait(50);
  }
  throw new Error("It did not come about within ten seconds");
}
