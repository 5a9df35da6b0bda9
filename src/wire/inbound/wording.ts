import { and, eq, sql } from "drizzle-orm";
import type { Article } from "../../articles/article.ts";
import type { ArticleInput } from "../../articles/input.ts";
import { tidy } from "../../articles/inscriptions.ts";
import { media } from "../../articles/schema.ts";
import type { Database } from "../../db.ts";
import { languageTag, webUrl } from "../../http/text.ts";
import { assets } from "../assets-schema.ts";
import { type Byline, bylinesOf } from "./bylines.ts";
import type { ItemArticle } from "./kind.ts";
import { sectionOf } from "./mapped-section.ts";
import { defined } from "./members.ts";
import { topicsOf } from "./names.ts";
import type { Source } from "./source.ts";
import type { OwnArticle } from "./standard.ts";

/** What was mapped, made or left out, for those who look how a source is taken. */
export interface Note {
  path: string;
  message: string;
}

/** An item in the words of articles. */
export interface Wording {
  /** JSON Merge Patch of an article; of a new one, all that it says. */
  patch: Record<string, unknown>;
  /** Authors who are not there yet. */
  newAuthors: Byline[];
  /** What is said of pictures of which nothing is said yet. */
  described: { id: string; patch: { alt?: string; credit?: string } }[];
  notes: Note[];
}

/** What can't be stored (http/text.ts). */
const NOT_TEXT = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** Puts an item into the words of articles: mapped, cut to size, and without anybody's e-mail address in a name. */
export async function wordingOf(
  db: Database,
  source: Source,
  item: ItemArticle,
  article: Article | undefined,
): Promise<Wording> {
  const { own = {} } = item as Partial<OwnArticle>;
  const isNew = article === undefined;
  const kind = own.kind ?? article?.kind ?? "story";
  const [section, bylines, lead] = await Promise.all([
    sectionOf(db, source, { sections: item.sections, isNew, kind }),
    bylinesOf(db, source, { names: item.authors, isNew }),
    leadOf(db, source, { item, article }),
  ]);
  const patch = {
    ...own,
    headline: tidy(item.headline, 200),
    ...(item.standfirst === undefined ? {} : { standfirst: tidy(item.standfirst, 600) }),
    ...(item.label === undefined ? {} : { label: tidy(item.label, 40) || null }),
    ...bodyOf(item),
    ...languageOf(item, source, isNew),
    ...(item.topics === undefined ? {} : { topics: topicsOf(item.topics) }),
    ...(item.canonicalUrl === undefined ? {} : { canonicalUrl: addressOf(item.canonicalUrl) }),
    ...section.patch,
    ...bylines.patch,
    ...lead.patch,
  };
  const notes = [...section.notes, ...bylines.notes, ...lead.notes];
  return { patch, newAuthors: bylines.unknown, described: lead.described, notes };
}

function bodyOf({ body: { format, source } }: ItemArticle): { body?: ArticleInput["body"] } {
  const text = source.toWellFormed().replace(NOT_TEXT, "");
  return text.trim() === "" ? {} : { body: { format, source: text } };
}

function languageOf({ language }: ItemArticle, source: Source, isNew: boolean): { language?: string } {
  const { data: said } = languageTag.safeParse(language);
  if (said !== undefined) return { language: said };
  return isNew && source.language !== null ? { language: source.language } : {};
}

function addressOf(url: string): string | null {
  return webUrl().safeParse(url).data ?? null;
}

type Lead = Pick<Wording, "described" | "notes"> & { patch: { lead?: ArticleInput["lead"] } };

const UNCHANGED: Lead = { patch: {}, described: [], notes: [] };

interface Leading {
  item: ItemArticle;
  article: Article | undefined;
}

/** A picture of ours leads where it is there and has an alternative text; readers who see nothing are told it. */
async function leadOf(db: Database, source: Source, { item: { lead }, article }: Leading): Promise<Lead> {
  const without = (path: string, message: string) => ({ ...UNCHANGED, notes: [{ path, message }] });
  if (lead === undefined)
    return (await hasOldLead(db, source, article)) ? { ...UNCHANGED, patch: { lead: null } } : UNCHANGED;
  const { media: id, url, alt = "", caption = "", credit = "" } = lead;
  if (id === undefined && url === undefined) return { ...UNCHANGED, patch: { lead: null } };
  if (id === undefined)
    return without("lead.url", `The picture at ${url} is left out: it was not sent here.`);
  const picture = await db
    .select({ alt: media.alt, credit: media.credit })
    .from(media)
    .where(sql`${media.id} = ${id} AND ${media.removedWith} IS NULL`)
    .get();
  if (!picture) return without("lead.media", `There is no picture "${id}".`);
  const text = picture.alt || tidy(alt, 500);
  if (text === "") return without("lead.alt", "The picture is left out: it has no alternative text.");
  const said = defined({
    alt: picture.alt === "" ? text : "",
    credit: picture.credit === "" ? tidy(credit, 200) : "",
  });
  const described = Object.keys(said).length > 0 ? [{ id, patch: said }] : [];
  return { ...UNCHANGED, patch: { lead: { media: id, caption: tidy(caption, 500) || null } }, described };
}

/** Whether what leads the article came from a source that says nothing of it any more. What editors chose stays. */
async function hasOldLead(
  db: Database,
  { slug, kind }: Source,
  article: Article | undefined,
): Promise<boolean> {
  if (!article?.lead || kind === "standard") return false;
  const theirs = and(eq(assets.source, slug), eq(assets.media, article.lead.id));
  return (await db.select({ media: assets.media }).from(assets).where(theirs).get()) !== undefined;
}
