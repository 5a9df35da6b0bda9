import { auditEntry } from "../../editors/audit.ts";
import type { Act } from "../../http/actor.ts";
import { claimKey } from "../../http/idempotency.ts";
import { newId } from "../../http/ids.ts";
import { Unusable } from "./kind.ts";
import { plan } from "./plan.ts";
import { isTooDeep, itemIn } from "./read-item.ts";
import type { Source } from "./source.ts";

/** What a delivery with this payload would do. Nothing of it is written; that somebody asked is noted. */
export async function dryRun(act: Act, source: Source, payload: unknown): Promise<string> {
  const answer = JSON.stringify(await foresee(act, source, payload));
  await act.db.batch([
    auditEntry(act, { action: "source.dry-run", subject: source.slug }),
    ...claimKey(act, answer),
  ]);
  return answer;
}

async function foresee({ db, now }: Act, source: Source, payload: unknown) {
  const nothing = { externalId: null, version: null, article: null, notes: [] };
  try {
    const bytes = Uint8Array.from(new TextEncoder().encode(JSON.stringify(payload)));
    const item = itemIn(source, payload, { headers: new Headers(), bytes, now });
    const { decision, input, wording, elsewhere } = await plan(db, {
      source,
      item,
      delivery: newId(now),
      receivedAt: now,
    });
    return {
      outcome: decision.outcome,
      why: decision.why ?? null,
      externalId: item.externalId,
      version: item.version,
      article: input ?? null,
      notes: [...(wording?.notes ?? []), ...(elsewhere?.notes ?? [])],
    };
  } catch (error) {
    if (!(error instanceof Unusable || isTooDeep(error))) throw error;
    const why = error instanceof Unusable ? error.message : "It is nested too deep.";
    return { outcome: "failed" as const, why, ...nothing };
  }
}
