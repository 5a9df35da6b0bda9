import { and, eq, isNull, sql } from "drizzle-orm";
import type { Element } from "hast";
import { toHtml } from "hast-util-to-html";
import { media } from "../../articles/schema.ts";
import type { Database } from "../../db.ts";
import { assets } from "../assets-schema.ts";
import { dropFromTop, figure, findAll, treeFrom } from "./html.ts";
import type { ItemArticle } from "./kind.ts";
import { addressOf, defined } from "./members.ts";
import type { Source } from "./source.ts";

/** As many pictures of one article are looked up. */
const MAX_PLACED = 200;

type Placing = Pick<Source, "slug" | "kind" | "pictureHosts">;
type Lead = NonNullable<ItemArticle["lead"]>;

/**
 * The article with its pictures where they can be, as lead and in its body: those that a Superdesk sent before, by its ids,
 * and those that were fetched, by their addresses. A lead that lies elsewhere, where it becomes a link as any picture of
 * others does, or that has no alternative text goes to the top of the body.
 */
export async function placePictures(
  db: Database,
  source: Placing,
  article: ItemArticle,
): Promise<ItemArticle> {
  const mayHaveOurs = source.kind === "superdesk" || source.pictureHosts.length > 0;
  return leadOnTop(mayHaveOurs ? await placeOurs(db, source, article) : article);
}

function leadOnTop(article: ItemArticle): ItemArticle {
  const { lead, body, ...others } = article;
  if (lead?.url === undefined || lead.media !== undefined || body.format !== "html") return article;
  const { url: src, alt = "", caption = "", credit } = lead;
  const words = caption === alt ? "" : caption;
  const shown = toHtml(figure({ src, alt }, credit ? `${words} (${credit})`.trim() : words));
  const [image = ""] = /<img src="[^"]*"/.exec(shown) ?? [];
  const source = body.source.includes(image) ? body.source : shown + body.source;
  return { ...others, body: { ...body, source } };
}

async function placeOurs(db: Database, { slug, kind }: Placing, article: ItemArticle): Promise<ItemArticle> {
  const { body, lead: theirs, ...others } = article;
  const tree = treeFrom(body.format === "html" ? body.source : "");
  const images = findAll(tree, ({ tagName }) => tagName === "img");
  // What a standard source calls a picture is our own id of it.
  const leadNames = [kind === "superdesk" ? theirs?.media : undefined, theirs?.url];
  const names = [...leadNames, ...images.flatMap(namesOf)].filter((name) => name !== undefined);
  if (names.length === 0) return article;
  const ours = await picturesOf(db, slug, names);
  const find = (called: readonly (string | undefined)[]) =>
    called.map((name) => ours.get(name ?? "")).find((picture) => picture !== undefined);
  const picture = find(leadNames);
  const lead = theirs && leadFrom(theirs, picture, kind);
  const isLead = (image: Element) => {
    const isSame = picture !== undefined && find(namesOf(image))?.id === picture.id;
    return isSame || withoutSize(String(image.properties.src)) === withoutSize(theirs?.url ?? "");
  };
  if (lead?.media !== undefined && picture) dropFromTop(tree, isLead);
  for (const image of images) place(image, find(namesOf(image)));
  const isRedrawn = ours.size > 0 || (kind === "superdesk" && images.length > 0);
  return { ...others, body: isRedrawn ? { ...body, source: toHtml(tree) } : body, ...(lead ? { lead } : {}) };
}

/** What a sender calls a picture in a body: its id of it, and its address. */
function namesOf({ properties: { dataAsset, src } }: Element): string[] {
  return [dataAsset, addressOf(src)].filter((name) => typeof name === "string");
}

interface Ours {
  id: string;
  version: number;
  alt: string;
}

async function picturesOf(db: Database, source: string, names: string[]): Promise<Map<string, Ours>> {
  const named = JSON.stringify(names.slice(0, 2 * MAX_PLACED));
  const isNamed = sql`${assets.mediaId} IN (SELECT value FROM json_each(${named}))`;
  const rows = await db
    .select({ mediaId: assets.mediaId, id: media.id, version: media.version, alt: media.alt })
    .from(assets)
    .innerJoin(media, eq(media.id, assets.media))
    .where(and(eq(assets.source, source), isNamed, isNull(media.removedWith)));
  return new Map(rows.map(({ mediaId, ...picture }) => [mediaId, picture]));
}

/** Readers who see nothing are told what leads: a picture that nobody describes may only stand in the body. */
function leadFrom(theirs: Lead, picture: Ours | undefined, kind: Placing["kind"]): Lead | undefined {
  const { media: _, ...said } = theirs;
  if (picture)
    return picture.alt || said.alt ? { ...said, media: picture.id } : { ...said, url: srcOf(picture) };
  if (kind !== "superdesk") return theirs;
  return said.url === undefined ? undefined : defined(said);
}

/** An address without the size that WordPress ("-300x200.jpg") and Ghost ("/size/w600/") write into it. */
function withoutSize(url: string): string {
  return url.replace(/-\d+x\d+(?=\.\w+$)/, "").replace(/\/size\/w\d+(?:h\d+)?\//, "/");
}

function place(image: Element, picture: Ours | undefined): void {
  const { dataAsset: _, ...properties } = image.properties;
  image.properties = picture ? { ...properties, src: srcOf(picture) } : properties;
}

function srcOf({ id, version }: Ours): string {
  return `/media/${id}/${version}/original`;
}
