import type { Env } from "../env.ts";

/** Makes the site's one clock go off at a moment (milliseconds), unless it goes off before. */
export async function ring({ CLOCK }: Pick<Env, "CLOCK">, at: number): Promise<void> {
  await CLOCK.getByName("clock").ring(at);
}

/** The same behind a commit: a failure is logged and left to cron. */
export async function tryRing(env: Pick<Env, "CLOCK">, at: number): Promise<void> {
  await ring(env, at).catch((error: unknown) =>
    console.error(JSON.stringify({ level: "error", message: "clock not rung", error: String(error) })),
  );
}
