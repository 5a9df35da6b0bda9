import { tidy } from "../../articles/inscriptions.ts";
import { drawCards } from "./ghost-cards.ts";
import { isSignedBy } from "./hmac.ts";
import { bodyOf, plainOf, treeFrom } from "./html.ts";
import { type Delivery, type Item, type ItemArticle, type Kind, Unusable } from "./kind.ts";
import {
  addressOf,
  defined,
  headlineFrom,
  idIn,
  listOf,
  type Members,
  membersOf,
  textIn,
  timeOf,
} from "./members.ts";
import { peopleOf, topicsOf } from "./names.ts";

/** CONTRACT §5: how far the sender's clock may be off. */
const FRESH_MS = 5 * 60 * 1_000;
const SIGNATURE = /^sha256=([\da-f]{64}), ?t=(\d{1,15})$/i;

/**
 * Ghost 5 and 6. The time stands in the header, in milliseconds; newer versions sign the body with the time behind it,
 * older ones the body alone. There is no id of the delivery, and the event is told from what the post is and was.
 */
export const ghost: Kind = {
  async isSigned({ headers, bytes, now }, secrets) {
    const [, signature, time = ""] = SIGNATURE.exec(headers.get("x-ghost-signature") ?? "") ?? [];
    if (signature === undefined || Math.abs(now - Number(time)) > FRESH_MS) return false;
    const dated = new Blob([bytes, time]);
    const [isNew, isOld] = await Promise.all([
      isSignedBy("SHA-256", { secrets, bytes: await dated.arrayBuffer(), signature }),
      isSignedBy("SHA-256", { secrets, bytes, signature }),
    ]);
    return isNew || isOld;
  },
  deliveryId: () => null,
  read,
};

const KINDS = ["post", "page", "tag", "member"];

function read(payload: unknown, { now }: Pick<Delivery, "now">): Item {
  const event = membersOf(payload);
  const kind = KINDS.find((name) => event.has(name));
  if (kind === undefined) return siteChanged(payload, event);
  const { current, previous } = sidesOf(event.get(kind));
  const id = current.has("id") ? idIn(current, "id") : idIn(previous, "id");
  const at = timeOf(textIn(current, "updated_at")) ?? timeOf(textIn(previous, "updated_at"));
  const said = { externalId: kind === "post" ? id : `${kind}:${id}`, version: null, at };
  if (kind !== "post")
    return { ...said, action: "ignore", why: `Only posts are taken, and this is a ${kind}.` };
  return { ...said, ...decided(current, previous, now) };
}

function sidesOf(event: unknown): { current: Members; previous: Members } {
  const sides = membersOf(event);
  return { current: membersOf(sides.get("current")), previous: membersOf(sides.get("previous")) };
}

/** `site.changed` has an empty body. */
function siteChanged(payload: unknown, event: Members): Item {
  const isEmpty =
    typeof payload === "object" && payload !== null && !Array.isArray(payload) && event.size === 0;
  if (!isEmpty) throw new Unusable("It is no event of Ghost's.");
  return { externalId: "site", version: null, at: null, action: "ignore", why: "Only posts are taken." };
}

/**
 * What is to become of a post. Its state decides, not the event: Ghost sends nothing twice, so the news that it was
 * unpublished may have been lost, and the next edit tells. What only members may read is not for our readers.
 */
function decided(current: Members, previous: Members, now: number): Pick<Item, "action" | "why" | "article"> {
  if (current.size === 0) return { action: "withdraw" };
  const status = textIn(current, "status");
  const isNew = previous.size === 0;
  if (status === "draft" && isNew) return { action: "ignore", why: "It is a draft." };
  if (status === "sent") return { action: "ignore", why: "It was sent by e-mail only." };
  const isPublic = /^(?:public|)$/.test(textIn(current, "visibility"));
  if (status === "draft" || !isPublic) return { action: "withdraw" };
  if (status === "published" || status === "scheduled")
    return { action: "publish", article: articleOf(current, { status, now }) };
  throw new Unusable("Its status is none of Ghost's.");
}

function articleOf(post: Members, { status, now }: { status: string; now: number }): ItemArticle {
  const headline = headlineFrom(tidy(textIn(post, "title"), 200));
  const tree = treeFrom(textIn(post, "html"));
  drawCards(tree);
  const tag = membersOf(post.get("primary_tag"));
  const authors = listOf(post.get("authors")).map((each) => textIn(each, "name"));
  const optional = {
    authors: [peopleOf(authors), peopleOf([textIn(membersOf(post.get("primary_author")), "name")])].find(
      (names) => names.length > 0,
    ),
    publishAt: publishAtOf(post, { status, now }),
    canonicalUrl: addressOf(post.get("canonical_url")),
    lead: leadOf(post),
  };
  return {
    headline,
    standfirst: tidy(textIn(post, "custom_excerpt"), 600),
    body: { format: "html", source: bodyOf(tree, { headline, base: addressOf(post.get("url")) }) },
    topics: topicsOf(
      listOf(post.get("tags"))
        .filter(isPublicTag)
        .map((each) => textIn(each, "name")),
    ),
    sections: isPublicTag(tag) ? [textIn(tag, "slug"), textIn(tag, "name")].filter(Boolean) : [],
    ...defined(optional),
  };
}

/** Throws `Unusable` where a post is to come out later, and it can't be read when. */
function publishAtOf(post: Members, { status, now }: { status: string; now: number }): number | undefined {
  const at = timeOf(textIn(post, "published_at"));
  if (status === "scheduled" && at === null) throw new Unusable("published_at is no time.");
  return at !== null && (status === "scheduled" || at <= now) ? at : undefined;
}

/** Tags that begin with # are the newsroom's own. */
function isPublicTag(tag: Members): boolean {
  return textIn(tag, "visibility") !== "internal" && !textIn(tag, "name").startsWith("#");
}

function leadOf(post: Members): ItemArticle["lead"] {
  const url = addressOf(post.get("feature_image"));
  if (url === undefined) return undefined;
  const caption = plainOf(textIn(post, "feature_image_caption"), 500);
  return defined({ url, alt: tidy(textIn(post, "feature_image_alt"), 500) || caption, caption });
}
