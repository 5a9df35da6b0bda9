import type { Root } from "hast";
import { toText } from "hast-util-to-text";
import { isSignedBy } from "./hmac.ts";
import {
  bodyOf,
  element,
  findAll,
  hasClass,
  plainOf,
  replaceIn,
  text,
  textWithin,
  treeFrom,
} from "./html.ts";
import { type Item, type ItemArticle, type Kind, Unusable } from "./kind.ts";
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

/**
 * WordPress by one of its webhook plugins: the post as the REST API gives it, with `_embedded` where that was asked for.
 * Signed as GitHub does (X-Hub-Signature-256), without a time.
 */
export const wordpress: Kind = {
  async isSigned({ headers, bytes }, secrets) {
    const [, signature] = /^sha256=([\da-f]{64})$/i.exec(headers.get("x-hub-signature-256") ?? "") ?? [];
    return signature !== undefined && (await isSignedBy("SHA-256", { secrets, bytes, signature }));
  },
  deliveryId: () => null,
  read: (payload, { now }) => readPost(payload, now),
};

/** Post types of WordPress itself that are no articles; those of plugins and themes may be. */
const NO_ARTICLE =
  /^(?:page|attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*)$/;
/** What readers are not to see (any more). */
const GONE = new Set(["trash", "draft", "private", "pending", "auto-draft"]);

function readPost(payload: unknown, now: number): Item {
  const answer = membersOf(payload);
  // What the REST API answers to a deletion.
  const isDeleted = answer.get("deleted") === true;
  const post = isDeleted ? membersOf(answer.get("previous")) : answer;
  const said = { externalId: idIn(post, "id"), version: null, at: timeOf(post.get("modified_gmt")) };
  // Terms, comments and users have ids of their own, and no title.
  const isPost = post.has("title") && !NO_ARTICLE.test(textIn(post, "type"));
  if (!isPost) return { ...said, action: "ignore", why: "Only posts are taken, and this is none." };
  const status = textIn(post, "status") || "publish";
  const isProtected = membersOf(post.get("content")).get("protected") === true;
  if (isDeleted || isProtected || GONE.has(status)) return { ...said, action: "withdraw" };
  if (status !== "publish" && status !== "future")
    throw new Unusable("Its status is none of WordPress's own.");
  return { ...said, action: "publish", article: articleOf(post, { status, now }) };
}

function articleOf(post: Members, { status, now }: { status: string; now: number }): ItemArticle {
  const headline = headlineFrom(plainOf(renderedIn(post, "title"), 200));
  const tree = treeFrom(renderedIn(post, "content"));
  drawCaptions(tree);
  const embedded = membersOf(post.get("_embedded"));
  const terms = termsIn(embedded);
  // Co-Authors Plus has the authors as terms; `author` is but the first of them.
  const authors = [terms("author"), listOf(embedded.get("author"))].find((list) => list.length > 0) ?? [];
  const names = peopleOf(authors.map((each) => plainOf(textIn(each, "name"), 100)));
  const optional = {
    authors: names.length > 0 ? names : undefined,
    publishAt: publishAtOf(post, { status, now }),
    lead: leadOf(post, embedded),
  };
  return {
    headline,
    standfirst: standfirstOf(post, tree),
    body: { format: "html", source: bodyOf(tree, { headline, base: addressOf(post.get("link")) }) },
    topics: topicsOf(terms("post_tag").map((each) => plainOf(textIn(each, "name"), 60))),
    sections: terms("category")
      .flatMap((each) => [textIn(each, "slug"), plainOf(textIn(each, "name"), 80)])
      .filter(Boolean),
    ...defined(optional),
  };
}

/** `{rendered}`, as HTML. */
function renderedIn(members: Members, name: string): string {
  return textIn(membersOf(members.get(name)), "rendered");
}

/** Throws `Unusable` where a post is to come out later, and it can't be read when. */
function publishAtOf(post: Members, { status, now }: { status: string; now: number }): number | undefined {
  const at = timeOf(post.get("date_gmt"));
  if (status === "future" && at === null) throw new Unusable("date_gmt is no time.");
  return at !== null && (status === "future" || at <= now) ? at : undefined;
}

/**
 * The excerpt that somebody wrote. The one that WordPress makes of the text ends with "[…]" where it was cut, or else is
 * all of the text but for its pictures, and is none.
 */
function standfirstOf(post: Members, tree: Root): string {
  const excerpt = plainOf(renderedIn(post, "excerpt"), 600);
  const isMade =
    /\[(?:…|\.\.\.)\]$/.test(excerpt) || withoutSpace(excerpt) === withoutSpace(textBeside(tree));
  return isMade ? "" : excerpt;
}

/** The words of a text without the captions of its pictures. */
function textBeside(tree: Root): string {
  const root = structuredClone(tree);
  replaceIn(root, ({ tagName }) => (tagName === "figcaption" ? [] : undefined));
  return toText(root);
}

/** WordPress takes the tags out of an excerpt without putting a space in their place. */
function withoutSpace(words: string): string {
  return words.replace(/\s/g, "");
}

const MAX_TAXONOMIES = 20;

/** The terms of a taxonomy: `wp:term` has one list for each. */
function termsIn(embedded: Members): (taxonomy: string) => Members[] {
  const lists = embedded.get("wp:term");
  const terms = Array.isArray(lists) ? lists.slice(0, MAX_TAXONOMIES).flatMap(listOf) : [];
  return (taxonomy) => terms.filter((term) => textIn(term, "taxonomy") === taxonomy);
}

function leadOf(post: Members, embedded: Members): ItemArticle["lead"] {
  const [picture = membersOf(undefined)] = listOf(embedded.get("wp:featuredmedia"));
  const isPicture = (textIn(picture, "media_type") || "image") === "image";
  const url = addressOf(picture.get("source_url")) ?? addressOf(post.get("jetpack_featured_media_url"));
  if (!isPicture || url === undefined) return undefined;
  const caption = plainOf(renderedIn(picture, "caption"), 500);
  const meta = membersOf(membersOf(picture.get("media_details")).get("image_meta"));
  const alt = plainOf(textIn(picture, "alt_text"), 500) || caption;
  return defined({ url, alt, caption, credit: plainOf(textIn(meta, "credit"), 200) });
}

/** Buttons that plugins put into the text of every post. */
const ADDED = ["sharedaddy", "jp-relatedposts", "addtoany_share_save_container", "wp-block-spacer"];

/** Draws what the [caption] shortcode renders as a figure, and leaves out what is not of the text. */
function drawCaptions(root: Root): void {
  replaceIn(root, (child) => {
    if (ADDED.some((name) => hasClass(child, name))) return [];
    if (child.tagName === "figure" || !hasClass(child, "wp-caption")) return undefined;
    const caption = textWithin(findAll(child, (each) => hasClass(each, "wp-caption-text"))[0]);
    const pictures = findAll(child, ({ tagName }) => tagName === "img");
    const words = caption ? [element("figcaption", {}, [text(caption)])] : [];
    return [element("figure", {}, [...pictures, ...words])];
  });
}
