import { toHtml } from "hast-util-to-html";
import { bodyOf, paragraph, text, treeFrom } from "./html.ts";
import type { Item, ItemArticle } from "./kind.ts";
import {
  defined,
  findId,
  headlineFrom,
  idIn,
  languageOf,
  listOf,
  type Members,
  membersOf,
  textIn,
  timeOf,
} from "./members.ts";
import { peopleOf, topicsOf } from "./names.ts";
import { galleryOf } from "./ninjs-gallery.ts";
import { drawFigures, leadFrom, leadingOf, type Pictures, picturesOf } from "./ninjs-pictures.ts";
import { isGone, publishAtOf, versionOf, whyIgnored } from "./ninjs-status.ts";
import { bodyHtmlOf, descriptionOf, headlineOf } from "./ninjs-texts.ts";

/**
 * Reads an item of ninjs, as Superdesk or an agency sends it: IPTC's versions 1, 2 and 3 are told apart by what is in
 * them. Superdesk knows its items by `guid`, IPTC by `uri`. Throws `Unusable`.
 */
export function readNinjs(payload: unknown, now: number): Item {
  const item = membersOf(payload);
  const externalId = idIn(item, "guid", "uri");
  const at = timeOf(textIn(item, "versioncreated")) ?? timeOf(textIn(item, "firstcreated"));
  const said = { externalId, version: versionOf(item), at };
  const why = whyIgnored(item);
  if (why !== undefined) return { ...said, action: "ignore", why };
  if (isGone(item)) return { ...said, action: "withdraw" };
  return { ...said, action: "publish", article: articleOf(item, { externalId, now }) };
}

function articleOf(item: Members, { externalId, now }: { externalId: string; now: number }): ItemArticle {
  const pictures = picturesOf(item);
  const { leading, ...texts } = wordsOf(item, pictures);
  const authors = peopleOf(namesIn(item, "authors"));
  const byline = peopleOf([textIn(item, "byline", "by")]);
  const replaced = findId(item, "evolvedfrom", "rewrite_of");
  const optional = {
    language: languageOf(item.get("language")),
    authors: [authors, byline].find((names) => names.length > 0),
    publishAt: publishAtOf(item, now),
    replaces: replaced === externalId ? undefined : replaced,
    lead: leadFrom(leading),
  };
  return {
    ...texts,
    topics: topicsOf([...namesIn(item, "subject"), ...namesIn(item, "subjects")]),
    sections: listOf(item.get("service"))
      .flatMap((each) => [textIn(each, "code"), textIn(each, "name")])
      .filter(Boolean),
    ...defined(optional),
  };
}

/** What it says, and the pictures that it shows while it does. What has but a description says that as its text. */
function wordsOf(item: Members, pictures: Pictures) {
  const headline = headlineFrom(headlineOf(item));
  const tree = treeFrom(bodyHtmlOf(item));
  const shown = drawFigures(tree, pictures);
  const description = descriptionOf(item, 600);
  const leading = leadingOf(item, pictures, shown);
  const gallery = toHtml(galleryOf(pictures, leading ? [leading, ...shown] : [...shown]));
  const body = bodyOf(tree, { headline });
  const inShort = bodyOf({ type: "root", children: paragraph([text(description)]) }, { headline });
  const source = (body || inShort) + gallery;
  return {
    headline,
    standfirst: body ? description : "",
    body: { format: "html" as const, source },
    leading,
  };
}

function namesIn(item: Members, list: string): string[] {
  return listOf(item.get(list)).map((each) => textIn(each, "name"));
}
