import { Webhook } from "standardwebhooks";
import * as z from "zod";
import type { Env } from "../env.ts";
import { newId } from "../http/ids.ts";
import { prose } from "../http/text.ts";
import { readBytes } from "../http/validate.ts";
import { GROUNDS } from "./schema.ts";

const TIMEOUT_MS = 2_000;
const MAX_ANSWER_BYTES = 10_000;

/** Why the hook did not decide: in our words, for the log. What it or the commenter wrote is never among them. */
export class HookFailed extends Error {}

const answer = z.object({
  decision: z.enum(["publish", "hold", "decline"]),
  ground: z.enum(GROUNDS).nullish(),
  note: prose(1_000).nullish(),
});
export type HookAnswer = z.infer<typeof answer>;

/** Where the operator's own moderation is asked; undefined where there is none. */
export type Hook = Pick<Env, "MODERATION_URL" | "MODERATION_SECRET" | "ALLOW_PRIVATE_WEBHOOKS"> & {
  MODERATION_URL: string;
};

export function hookOf(env: Env): Hook | undefined {
  const { MODERATION_URL } = env;
  return MODERATION_URL ? { ...env, MODERATION_URL } : undefined;
}

/** Asks by a signed call (Standard Webhooks 1.0.0), for 2 seconds at most. Throws `HookFailed`. */
export async function askHook(hook: Hook, data: object): Promise<HookAnswer> {
  const id = newId();
  const at = new Date();
  const body = JSON.stringify({ id, type: "comment.moderation", timestamp: at.toISOString(), data });
  const response = await send(hook, { id, at, body });
  const parsed = answer.safeParse(await read(response));
  if (!parsed.success) throw new HookFailed("the answer is not one of publish, hold and decline");
  if (parsed.data.decision === "decline" && !parsed.data.ground)
    throw new HookFailed("the answer declines without a ground");
  return parsed.data;
}

async function send(hook: Hook, { id, at, body }: { id: string; at: Date; body: string }): Promise<Response> {
  const headers = {
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": signerOf(hook).sign(id, at, body),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const init = { method: "POST", headers, body, redirect: "manual", signal } as const;
  const response = await fetch(addressOf(hook), init).catch((error: unknown) => {
    throw new HookFailed(isTimeout(error) ? "no answer in 2 seconds" : "out of reach");
  });
  if (response.ok) return response;
  await response.body?.cancel();
  throw new HookFailed(`it answers ${response.status}`);
}

function addressOf({ MODERATION_URL, ALLOW_PRIVATE_WEBHOOKS }: Hook): string {
  const isAllowed = MODERATION_URL.startsWith("https://") || ALLOW_PRIVATE_WEBHOOKS === "1";
  if (isAllowed && URL.canParse(MODERATION_URL)) return MODERATION_URL;
  throw new HookFailed("MODERATION_URL is no address that begins with https://");
}

function signerOf({ MODERATION_SECRET = "" }: Hook): Webhook {
  if (!MODERATION_SECRET.startsWith("whsec_")) throw new HookFailed("MODERATION_SECRET is no whsec_ secret");
  try {
    return new Webhook(MODERATION_SECRET);
  } catch {
    throw new HookFailed("MODERATION_SECRET is not base64");
  }
}

async function read(response: Response): Promise<unknown> {
  try {
    const bytes = await readBytes(response, MAX_ANSWER_BYTES);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (error) {
    if (response.body && !response.bodyUsed) await response.body.cancel();
    throw new HookFailed(isTimeout(error) ? "no answer in 2 seconds" : "the answer is too long or no JSON");
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
