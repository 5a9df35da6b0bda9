/** A delivery as it came. */
export interface Delivery {
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  /** milliseconds */
  now: number;
}
/** What a delivery says of one piece of theirs. */
export interface Item {
  externalId: string;
  /** Digits, as the sender counts; null: the time decides. */
  version: string | null;
  /** When the sender says that it was changed, milliseconds; null: unknown. */
  at: number | null;
  action: "publish" | "withdraw" | "ignore";
  /** Why it is ignored, in plain words. */
  why?: string;
  article?: ItemArticle;
}
/** The piece as an article; `undefined` members are left as they are or get the source's default. */
export interface ItemArticle {
  headline: string;
  standfirst?: string;
  label?: string;
  body: { format: "html" | "markdown"; source: string };
  language?: string;
  /** Names as bylines; unknown ones are made as authors. */
  authors?: string[];
  topics?: string[];
  /** Their names or codes of sections, the most telling first: mapped by the source, else its default section. */
  sections?: string[];
  /** When it is to come out, milliseconds, where that is later than now; where it came out before, a past moment. */
  publishAt?: number;
  /** externalId of the piece that it takes the place of (evolvedfrom). */
  replaces?: string;
  canonicalUrl?: string;
  /** A picture to lead with: of ours (an asset that was sent before), or at an address of theirs. */
  lead?: { media?: string; url?: string; alt?: string; caption?: string; credit?: string };
}
/** Thrown where a delivery can't be used: 422, kept as `failed`. */
export class Unusable extends Error {}
/** How one kind of sender signs and speaks. */
export interface Kind {
  /** Whether one of the secrets signed it, in constant time, and not too long ago where the scheme has a time. Raw bytes only. */
  isSigned(delivery: Delivery, secrets: readonly string[]): Promise<boolean>;
  /** The sender's own id of this delivery, where the scheme has one; else null: the digest of the bytes is its id. */
  deliveryId(delivery: Delivery): string | null;
  /** Reads the parsed JSON. Throws Unusable. */
  read(payload: unknown, delivery: Delivery): Item;
}
