import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../db.ts";
import { assets } from "../assets-schema.ts";
import { findAll, treeFrom } from "./html.ts";
import type { ItemArticle } from "./kind.ts";
import { addressOf } from "./members.ts";
import type { Source } from "./source.ts";
import type { Note } from "./wording.ts";

/** As many pictures of one delivery are fetched. */
const MAX_FETCHED = 20;
/** As many are looked at. */
const MAX_SHOWN = 200;

/** The pictures of an article that lie elsewhere. */
export interface Elsewhere {
  /** Addresses of those that are to be fetched. */
  wanted: string[];
  notes: Note[];
}

/**
 * Where the pictures lie that an article, as placed (place-pictures.ts), shows from elsewhere, and what is to become of
 * them. Those at hosts that the source names are wanted, but for those that turned out to be none before.
 */
export async function picturesElsewhere(
  db: Database,
  { slug, pictureHosts }: Pick<Source, "slug" | "pictureHosts">,
  { body }: ItemArticle,
): Promise<Elsewhere> {
  if (pictureHosts.length === 0 || body.format !== "html" || !body.source.includes("<img"))
    return { wanted: [], notes: [] };
  const shown = addressesIn(body.source);
  const aside = await notesOf(db, slug, shown);
  const isListed = (url: string) => pictureHosts.includes(new URL(url).hostname);
  const wanted = shown.filter((url) => isListed(url) && !aside.has(url)).slice(0, MAX_FETCHED);
  const notes = shown.map((url) => {
    if (wanted.includes(url)) return note(`The picture at ${url} is fetched.`);
    if (!isListed(url))
      return note(`The picture at ${url} stays a link: its host is none of the source's pictureHosts.`);
    const why = aside.get(url) ?? `Of one delivery ${MAX_FETCHED} are fetched.`;
    return note(`The picture at ${url} stays a link. ${why}`);
  });
  return { wanted, notes };
}

function note(message: string): Note {
  return { path: "body.source", message };
}

function addressesIn(html: string): string[] {
  const images = findAll(treeFrom(html), ({ tagName }) => tagName === "img");
  const urls = images.map(({ properties }) => addressOf(properties.src));
  return [...new Set(urls.filter((url) => url !== undefined))].slice(0, MAX_SHOWN);
}

/** Why pictures were left aside, by their addresses. */
async function notesOf(db: Database, source: string, urls: string[]): Promise<Map<string, string>> {
  const isNamed = sql`${assets.mediaId} IN (SELECT value FROM json_each(${JSON.stringify(urls)}))`;
  const rows = await db
    .select({ mediaId: assets.mediaId, note: assets.note })
    .from(assets)
    .where(and(eq(assets.source, source), isNamed));
  return new Map(rows.map(({ mediaId, note }) => [mediaId, note ?? "It was taken away here."]));
}
