/**
 * The cache tags, and which event touches which: the only place that says it.
 * Pages carry tags, events are turned into tags, dispatch purges or softly invalidates them.
 */
export const FRONT = "front";
export const BRIEFS = "briefs";
/** On every page: masthead, menu, footer. */
export const LAYOUT = "layout";
/** On pages whose subject is this story, or that list it. */
export const storyTag = (id: string) => `story:${id}`;
/** On pages that only borrow it: the rail. Purged when it goes, not when it changes. */
export const borrowedTag = (id: string) => `borrowed:${id}`;
export const sectionTag = (slug: string) => `section:${encodeURIComponent(slug)}`;
export const authorTag = (slug: string) => `author:${encodeURIComponent(slug)}`;
export const topicTag = (slug: string) => `topic:${encodeURIComponent(slug)}`;
/** On the pages of the archive: "" is the archive itself, "2016", "2016/11", "2016/11/30" are its parts. */
export const archiveTag = (period: string) => `archive:${period}`;
/** On an article and its translations: `root` is the one that they are translations of. */
export const translationsTag = (root: string) => `translations:${root}`;
/** On the page of all corrections. */
export const CORRECTIONS = "corrections";
/** On the discussion of a story, its page and fragment. */
export const commentsTag = (articleId: string) => `comments:${articleId}`;
/** On the files of a picture, and on what is served where there is none (yet). */
export const mediaTag = (id: string) => `media:${id}`;
/** On a page that says that there is nothing at this path, or where it leads. */
export const pathTag = (path: string) => `path:${encodeURI(path)}`;

/** What an event of an article says for the cache: where the story stands now and where it stood before. */
export interface StoryPlace {
  id: string;
  kind: string;
  path: string | null;
  section: string | null;
  authors: string[];
  topics: string[];
  /** Id of the article that it is a translation of; its own where it is none. */
  root: string;
}

export interface EventForCache {
  type: string;
  subject: string;
  data: {
    article?: StoryPlace;
    before?: StoryPlace;
    wasPublished?: boolean;
    articles?: string[];
    isEverywhere?: boolean;
    /** Pictures whose files are removed or come back with the article. */
    media?: string[];
  };
}

export interface Touch {
  tags: string[];
  mode: "purge" | "invalidate";
}

/** What they name may be on any page. A deletion records `menu.updated` beside its own event, which purges what is gone. */
const EVERYWHERE = ["site.updated", "menu.updated", "section.updated", "author.updated", "topic.updated"];

/** The tags that an event touches, and how. `undefined`: no public page shows it. */
export function touchedBy(event: EventForCache): Touch | undefined {
  const { type, subject, data } = event;
  if (type === "front.updated") return { mode: "purge", tags: [FRONT] };
  if (type === "media.updated" || type === "media.deleted")
    return { mode: "purge", tags: [mediaTag(subject), ...pagesWithPicture(data)] };
  if (EVERYWHERE.includes(type)) return { mode: "invalidate", tags: [LAYOUT] };
  if (type === "redirect.updated") return { mode: "purge", tags: [pathTag(subject)] };
  if (type === "section.deleted")
    return { mode: "purge", tags: [sectionTag(subject), pathTag(`/${subject}`)] };
  if (type === "author.deleted") return { mode: "purge", tags: [authorTag(subject)] };
  if (type === "topic.deleted") return { mode: "purge", tags: [topicTag(subject)] };
  if (type.startsWith("comment.") && data.wasPublished)
    return { mode: "purge", tags: [commentsTag(data.article?.id ?? subject)] };
  if (type === "article.withdrawn" || type === "article.removed")
    return {
      mode: "purge",
      tags: [...storyTags(data), borrowedTag(subject), commentsTag(subject), ...mediaTags(data)],
    };
  if (!type.startsWith("article.") || !data.article?.path) return undefined;
  const isNoBriefNow = data.before?.kind === "brief" && data.article.kind !== "brief";
  const borrowed = isNoBriefNow ? [borrowedTag(subject)] : [];
  return { mode: "purge", tags: [...storyTags(data), ...borrowed, ...mediaTags(data)] };
}

function mediaTags({ media = [] }: EventForCache["data"]): string[] {
  return media.map(mediaTag);
}

/** A picture that hundreds of stories show is on more pages than purges are to be had for. */
function pagesWithPicture({ articles = [], isEverywhere }: EventForCache["data"]): string[] {
  return isEverywhere ? [LAYOUT] : articles.map(storyTag);
}

function storyTags({ article, before }: EventForCache["data"]): string[] {
  const tags = [FRONT, BRIEFS, CORRECTIONS, archiveTag("")];
  for (const place of [article, before]) {
    if (!place) continue;
    tags.push(storyTag(place.id));
    tags.push(translationsTag(place.root));
    if (place.path) tags.push(pathTag(place.path), ...archiveTags(place.path));
    if (place.section) tags.push(sectionTag(place.section));
    tags.push(...place.authors.map(authorTag), ...place.topics.map(topicTag));
  }
  return [...new Set(tags)];
}

/** Year, month and day of an article's path; none for a page's. */
function archiveTags(path: string): string[] {
  const [day] = /^\d{4}\/\d\d\/\d\d(?=\/)/.exec(path.slice(1)) ?? [];
  return day ? [4, 7, 10].map((length) => archiveTag(day.slice(0, length))) : [];
}
