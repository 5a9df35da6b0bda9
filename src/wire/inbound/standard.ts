import { Buffer } from "node:buffer";
import * as z from "zod";
import { type ArticleInput, articleInput } from "../../articles/input.ts";
import { line } from "../../http/text.ts";
import type { Item, ItemArticle, Kind } from "./kind.ts";
import { readAs } from "./read-as.ts";

const TOLERANCE_S = 300;
/** Senders that rotate sign twice. More would only cost time. */
const MAX_SIGNATURES = 10;
const PREFIX = /^whsec_/;

/** What only they can say who write as we do. */
export interface OwnArticle extends ItemArticle {
  own: Partial<Pick<ArticleInput, "kind" | "slug" | "comments" | "translationOf">>;
}

/** Standard Webhooks 1.0.0 with an article as written. CONTRACT §5. */
export const standard: Kind = {
  async isSigned({ headers, bytes, now }, secrets) {
    const id = headers.get("webhook-id") ?? "";
    const timestamp = headers.get("webhook-timestamp") ?? "";
    if (id === "" || id.length > 255 || !isRecent(timestamp, now)) return false;
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), bytes]);
    const given = signaturesIn(headers.get("webhook-signature") ?? "");
    const checks = secrets.flatMap((secret) => given.map((signature) => isRight(secret, signature, signed)));
    return (await Promise.all(checks)).includes(true);
  },

  deliveryId: ({ headers }) => headers.get("webhook-id"),

  read(payload) {
    const { type, timestamp, data } = readAs(message, payload);
    const { externalId, version } = data;
    const item = { externalId, version: version == null ? null : String(version), at: Date.parse(timestamp) };
    if (type === "article.withdrawn") return { ...item, action: "withdraw" };
    return publication(item, readAs(published, payload).data);
  },
};

function isRecent(timestamp: string, now: number): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Math.floor(now / 1_000) - Number(timestamp)) <= TOLERANCE_S;
}

function signaturesIn(header: string): Buffer[] {
  const versioned = header.split(" ").filter((each) => each.startsWith("v1,"));
  return versioned.slice(0, MAX_SIGNATURES).map((each) => Buffer.from(each.slice("v1,".length), "base64"));
}

/** Compared in constant time by WebCrypto. */
async function isRight(secret: string, signature: Buffer, signed: Buffer): Promise<boolean> {
  const key = Buffer.from(secret.replace(PREFIX, ""), "base64");
  if (key.byteLength === 0) return false;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["verify"]);
  return await crypto.subtle.verify("HMAC", imported, signature, signed);
}

const { shape } = articleInput;
const piece = {
  externalId: line(300, 1),
  version: z.union([z.int().min(0), z.string().regex(/^\d{1,40}$/, "Digits are needed.")]).nullish(),
};
/** As written, but that what is left out is left as it is, and authors may be named. */
const written = {
  ...piece,
  kind: shape.kind.unwrap().optional(),
  /** Theirs, too: the source maps it. */
  section: line(200, 1).nullish(),
  label: shape.label.unwrap().optional(),
  headline: shape.headline,
  standfirst: shape.standfirst.unwrap().optional(),
  slug: shape.slug.unwrap().optional(),
  body: shape.body.unwrap().optional(),
  language: shape.language.unwrap().optional(),
  authors: z.array(line(100, 1)).max(20).optional(),
  topics: z.array(line(60, 1)).max(20).optional(),
  lead: shape.lead.unwrap().optional(),
  comments: shape.comments.unwrap().optional(),
  translationOf: shape.translationOf.unwrap().optional(),
  canonicalUrl: shape.canonicalUrl.unwrap().optional(),
};
const envelope = { id: z.string().optional(), timestamp: z.iso.datetime({ offset: true }) };
const published = z.strictObject({
  ...envelope,
  type: z.enum(["article.published", "article.updated"]),
  data: z.strictObject(written),
});
const message = z.looseObject({
  ...envelope,
  type: z.enum(["article.published", "article.updated", "article.withdrawn"]),
  data: z.looseObject(piece),
});

type Written = z.infer<typeof published>["data"];

function publication(item: Pick<Item, "externalId" | "version" | "at">, data: Written): Item {
  const { headline, standfirst, label, body, language, authors, topics, section, lead, canonicalUrl } = data;
  const { kind, slug, comments, translationOf } = data;
  const article: OwnArticle = {
    headline,
    ...(standfirst === undefined ? {} : { standfirst }),
    ...(label === undefined ? {} : { label: label ?? "" }),
    body: body ?? { format: "markdown", source: "" },
    ...(language ? { language } : {}),
    ...(authors ? { authors } : {}),
    ...(topics ? { topics } : {}),
    ...(section === undefined ? {} : { sections: section === null ? [] : [section] }),
    ...(lead === undefined ? {} : { lead: lead ? { media: lead.media, caption: lead.caption ?? "" } : {} }),
    ...(canonicalUrl === undefined ? {} : { canonicalUrl: canonicalUrl ?? "" }),
    own: {
      ...(kind ? { kind } : {}),
      ...(slug ? { slug } : {}),
      ...(comments ? { comments } : {}),
      ...(translationOf ? { translationOf } : {}),
    },
  };
  return { ...item, action: "publish", article };
}
