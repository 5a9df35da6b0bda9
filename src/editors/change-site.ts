import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { renderBody } from "../articles/body.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { mergePatch } from "../http/merge-patch.ts";
import { check } from "../http/validate.ts";
import { recordEvent } from "../wire/events.ts";
import { auditEntry } from "./audit.ts";
import { site } from "./schema.ts";
import { defaultPolicy, findSite, type Site, type SiteSettings, siteSettings } from "./site.ts";
import { transferCode } from "./transfer-code.ts";

const ATTEMPTS = 5;

/** Changes the settings by JSON Merge Patch and touches every page. Throws 422 `invalid`, 503 after lost races. */
export async function changeSite(
  act: Act,
  firstUrl: string,
  patch: Record<string, unknown>,
): Promise<SiteSettings> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const was = await findSite(act.db, firstUrl);
    const settings = withPolicy(check(siteSettings, mergePatch(was.settings, patch)), was.settings, patch);
    if (isDeepStrictEqual(settings, was.settings)) return settings;
    const policyHtml =
      "commentPolicy" in patch || settings.commentPolicy !== was.settings.commentPolicy
        ? renderBody("markdown", settings.commentPolicy, { path: "commentPolicy" }).html
        : was.policyHtml;
    if (await storeSite(act, { was, settings, policyHtml, members: Object.keys(patch) })) return settings;
  }
  throw new AppError("unavailable", "The settings are being changed by others. Try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** The policy that a site begins with follows its language, until the editors write their own. */
function withPolicy(
  settings: SiteSettings,
  was: SiteSettings,
  { commentPolicy }: Record<string, unknown>,
): SiteSettings {
  const isUntouched = commentPolicy === undefined && was.commentPolicy === defaultPolicy(was.language);
  if (!isUntouched && commentPolicy !== null) return settings;
  return { ...settings, commentPolicy: defaultPolicy(settings.language) };
}

interface SiteChange {
  was: Site;
  settings: SiteSettings;
  policyHtml: string;
  members: string[];
}

/** False where the settings are no longer what they were; then nothing is written. */
async function storeSite(act: Act, { was, settings, policyHtml, members }: SiteChange): Promise<boolean> {
  const { db, now } = act;
  const before = JSON.stringify(was.settings);
  const rows = sql`FROM ${site} WHERE id = 1 AND settings = ${before}`;
  const [, , , won] = await db.batch([
    db
      .insert(site)
      .values({ id: 1, settings: before, policyHtml: was.policyHtml, updatedAt: now })
      .onConflictDoNothing(),
    recordEvent(act, { type: "site.updated", subject: "site", data: {} }, rows),
    auditEntry(act, { action: "site.change", subject: "site", detail: { members } }, rows),
    db
      .update(site)
      .set({
        settings: JSON.stringify(settings),
        policyHtml,
        transferCode: transferCode(settings),
        updatedAt: now,
      })
      .where(and(eq(site.id, 1), eq(site.settings, before)))
      .returning({ id: site.id }),
  ]);
  return won.length === 1;
}
