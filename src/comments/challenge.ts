import * as z from "zod";
import type { Env } from "../env.ts";
import { AppError } from "../errors.ts";

const VERIFIER = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
const PATIENCE_MS = 5_000;
const RETRY_AFTER_S = 10;
/** What it answers when the fault is its own or ours, not the commenter's. */
const NOT_THEIRS = ["internal-error", "missing-input-secret", "invalid-input-secret", "bad-request"];

const verdict = z.object({ success: z.boolean(), "error-codes": z.array(z.string()).default([]) });

interface Sent {
  /** What the widget put into the form. */
  response: string | undefined;
  /** By which the verifier knows that it is asked again. */
  key: string;
}

/** Whether a passed challenge is demanded here. */
export function isDemanded(env: Env): boolean {
  return Boolean(env.TURNSTILE_SECRET);
}

/** The public key of the widget; undefined where none is demanded. */
export function siteKeyOf(env: Env, settings: { turnstileSiteKey: string | null }): string | undefined {
  return isDemanded(env) ? (settings.turnstileSiteKey ?? undefined) : undefined;
}

/**
 * Has Turnstile say whether its challenge was passed: fails closed. Nothing of the commenter is sent
 * along. Throws 422 `challenge_failed`; 503 where the verifier gives no verdict within five seconds.
 */
export async function verifyChallenge(env: Env, { response, key }: Sent): Promise<void> {
  if (!response) throw failed();
  const secret = env.TURNSTILE_SECRET ?? "";
  const { success, "error-codes": codes } = await ask(env.TURNSTILE_URL ?? VERIFIER, {
    ...{ secret, response, idempotency_key: key },
  });
  if (success) return;
  throw codes.some((code) => NOT_THEIRS.includes(code)) ? outOfReach(codes.join(", ")) : failed();
}

async function ask(url: string, members: Record<string, string>): Promise<z.infer<typeof verdict>> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(members),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return verdict.parse(await answer.json());
  } catch (error) {
    throw outOfReach(error instanceof z.ZodError ? "no verdict" : String(error));
  }
}

function failed(): AppError {
  const detail = "The check against robots was not passed. Do it again and send the comment once more.";
  return new AppError("challenge_failed", detail);
}

/** The operator has to hear of it: nobody can comment meanwhile. */
function outOfReach(reason: string): AppError {
  console.error(JSON.stringify({ level: "error", message: "Turnstile gives no verdict", error: reason }));
  const detail = "The check against robots can't be made at the moment. Send the comment again in a moment.";
  return new AppError("unavailable", detail, { headers: { "Retry-After": String(RETRY_AFTER_S) } });
}
