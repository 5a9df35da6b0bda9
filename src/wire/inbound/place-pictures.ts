import { and, eq, isNull, sql } from "drizzle-orm";
import type { Element } from "hast";
import { toHtml } from "hast-util-to-html";
import { media } from "../../articles/schema.ts";
import type { Database } from "../../db.ts";
import { assets } from "../assets-schema.ts";
import { figure, findAll, treeFrom } from "./html.ts";
import type { ItemArticle } from "./kind.ts";
import { defined } from "./members.ts";

/** As many pictures of one article are looked up. */
const MAX_PLACED = 200;

/**
 * The article with its pictures where they can be: those that a Superdesk sent before as its lead and in its body. A lead
 * that lies elsewhere goes to the top of the body, where it becomes a link as any picture of others does.
 */
export async function placePictures(
  db: Database,
  { slug, kind }: { slug: string; kind: string },
  article: ItemArticle,
): Promise<ItemArticle> {
  return linkLead(kind === "superdesk" ? await placeAssets(db, slug, article) : article);
}

function linkLead(article: ItemArticle): ItemArticle {
  const { lead, body, ...others } = article;
  if (lead?.url === undefined || lead.media !== undefined || body.format !== "html") return article;
  const { url: src, alt = "", caption = "", credit } = lead;
  const words = caption === alt ? "" : caption;
  const shown = toHtml(figure({ src, alt }, credit ? `${words} (${credit})`.trim() : words));
  const [image = ""] = /<img src="[^"]*"/.exec(shown) ?? [];
  const source = body.source.includes(image) ? body.source : shown + body.source;
  return { ...others, body: { ...body, source } };
}

async function placeAssets(db: Database, slug: string, article: ItemArticle): Promise<ItemArticle> {
  const { body, lead } = article;
  const tree = treeFrom(body.format === "html" ? body.source : "");
  const images = findAll(tree, ({ properties }) => typeof properties.dataAsset === "string");
  const named = [lead?.media ?? "", ...images.map(assetOf)].filter(Boolean).slice(0, MAX_PLACED);
  if (named.length === 0) return article;
  const ours = await picturesOf(db, slug, named);
  for (const image of images) place(image, ours.get(assetOf(image)));
  const placed = images.length > 0 ? { ...body, source: toHtml(tree) } : body;
  if (!lead) return { ...article, body: placed };
  const leading = defined({ ...lead, media: ours.get(lead.media ?? "")?.id });
  const { lead: _, ...others } = article;
  const hasPicture = leading.media !== undefined || leading.url !== undefined;
  return { ...others, body: placed, ...(hasPicture ? { lead: leading } : {}) };
}

function assetOf({ properties }: Element): string {
  return String(properties.dataAsset);
}

interface Ours {
  id: string;
  version: number;
}

async function picturesOf(db: Database, source: string, named: string[]): Promise<Map<string, Ours>> {
  const isNamed = sql`${assets.mediaId} IN (SELECT value FROM json_each(${JSON.stringify(named)}))`;
  const rows = await db
    .select({ mediaId: assets.mediaId, id: media.id, version: media.version })
    .from(assets)
    .innerJoin(media, eq(media.id, assets.media))
    .where(and(eq(assets.source, source), isNamed, isNull(media.removedWith)));
  return new Map(rows.map((row) => [row.mediaId, row]));
}

function place(image: Element, picture: Ours | undefined): void {
  const { dataAsset: _, ...properties } = image.properties;
  const src = picture && `/media/${picture.id}/${picture.version}/original`;
  image.properties = src === undefined ? properties : { ...properties, src };
}
