import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { builtOnce, type Database, type ResultOf } from "../db.ts";
import { site } from "../editors/schema.ts";
import { type Site, siteFrom } from "../editors/site.ts";
import type { Chrome } from "../ui/chrome.ts";
import { events, UNSEEN } from "../wire/schema.ts";
import { sections } from "./schema.ts";

/** The statement that reads what every page has around it: the site's settings and its sections, one row. */
export function chromeStatement(db: Database) {
  return chromeRow(db, {});
}

const chromeRow = builtOnce((db) => chromeWith(db, {}));

/** The same before it is built, and `more` in its row. */
export function chromeWith<M extends Record<string, SQL.Aliased | SQLiteColumn>>(db: Database, more: M) {
  const sectionsJson = sql<string>`(
    SELECT json_group_array(json_object('slug', slug, 'name', name, 'kind', kind))
    FROM (SELECT * FROM ${sections} ORDER BY position, slug))`.as("sections_json");
  const changedAt = sql<number | null>`(
    SELECT created_at FROM ${events} WHERE substr(type, 1, 8) <> 'comment.' AND type NOT IN ${sql.raw(UNSEEN)} ORDER BY seq DESC LIMIT 1)`.as(
    "changed_at",
  );
  // An article in the same row has an updated_at, too.
  const settingsChangedAt = sql<number | null>`"site"."updated_at"`.as("settings_changed_at");
  const one = db
    .select({ one: sql<number>`1`.as("one") })
    .from(sql`(SELECT 1)`)
    .as("always");
  return db
    .select({
      settings: site.settings,
      policyHtml: site.policyHtml,
      transferCode: site.transferCode,
      settingsChangedAt,
      sectionsJson,
      changedAt,
      ...more,
    })
    .from(one)
    .leftJoin(site, eq(site.id, 1));
}

export interface SiteChrome extends Chrome {
  settings: Site["settings"];
  policyHtml: string;
  transferCode: string;
  /** Milliseconds: when anything in the paper last changed. */
  changedAt: number;
  /** Milliseconds: when the settings last changed; 0 until they are. */
  settingsChangedAt: number;
}

type Row = ResultOf<typeof chromeStatement>[number];

let last: SiteChrome | undefined;

/** What this isolate read last: for answers that must not ask D1, or can't. */
export function lastChrome(): SiteChrome | undefined {
  return last;
}

/** The row of `chromeStatement` as chrome. `firstUrl` is SITE_URL. */
export function chromeFrom(row: Row | undefined, firstUrl: string): SiteChrome {
  const { settings, policyHtml, transferCode, settingsChangedAt } = row ?? {};
  const stored =
    settings && policyHtml != null && transferCode != null && settingsChangedAt != null
      ? { settings, policyHtml, transferCode, updatedAt: settingsChangedAt }
      : undefined;
  const found = siteFrom(stored, firstUrl);
  last = {
    site: found.settings,
    settings: found.settings,
    policyHtml: found.policyHtml,
    transferCode: found.transferCode,
    sections: JSON.parse(row?.sectionsJson ?? "[]") as Chrome["sections"],
    changedAt: row?.changedAt ?? 0,
    settingsChangedAt: found.updatedAt,
  };
  return last;
}
