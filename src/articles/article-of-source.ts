import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db.ts";
import { articleColumns } from "./columns.ts";
import { articles } from "./schema.ts";

/** Where an article came from: its source's name, and what they call it. */
export interface Origin {
  name: string;
  externalId: string;
}

/** The statement that reads the article with this id or, where that is null, the one that a source sent (`articleFrom` makes it one). */
export function articleOfSource(db: Database, id: SQL, { name, externalId }: Origin) {
  const sent = sql`(SELECT a.id FROM ${articles} a WHERE a.source_name = ${name} AND a.external_id = ${externalId})`;
  return db.select(articleColumns).from(articles).where(sql`${articles.id} = coalesce(${id}, ${sent})`);
}
