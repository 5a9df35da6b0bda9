/**
 * The cache tags, and which event touches which: the only place that says it.
 * Pages carry tags, events are turned into tags and paths, dispatch purges or softly invalidates them.
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
  /** Beginnings of addresses, percent-encoded: whatever was said there, also that there is nothing. */
  paths: string[];
  mode: "purge" | "invalidate";
  /** Text is taken from readers: it goes before everything else, and from the reserve. */
  isUrgent: boolean;
}

/** An article's path; a standing page's is not dated. */
const DATED = /^\/\d{4}\/\d\d\/\d\d\//;

/** What they name may be on any page. A deletion records `menu.updated` beside its own event, which purges what is gone. */
const EVERYWHERE = ["site.updated", "menu.updated", "section.updated", "author.updated", "topic.updated"];

/** They take text from readers. */
export const URGENT_TYPES = ["article.withdrawn", "article.removed", "comment.removed"];

/** What an event touches, and how. `undefined`: no public page shows it. */
export function touchedBy(event: EventForCache): Touch | undefined {
  const { type, subject, data } = event;
  if (EVERYWHERE.includes(type)) return { ...purge([LAYOUT]), mode: "invalidate" };
  if (type === "front.updated") return purge([FRONT]);
  if (type === "media.updated" || type === "media.deleted")
    return purge([mediaTag(subject), ...pagesWithPicture(data)]);
  if (type === "redirect.updated") return purge([pathTag(subject)]);
  if (type === "section.deleted") return purge([sectionTag(subject), pathTag(`/${subject}`)]);
  if (type === "author.deleted") return purge([authorTag(subject)]);
  if (type === "topic.deleted") return purge([topicTag(subject)]);
  if (type.startsWith("comment.") && data.wasPublished)
    return { ...purge([commentsTag(data.article?.id ?? subject)]), isUrgent: URGENT_TYPES.includes(type) };
  return type.startsWith("article.") ? touchedByStory(event) : undefined;
}

function touchedByStory({ type, subject, data }: EventForCache): Touch | undefined {
  const paths = pathsOf(data);
  if (URGENT_TYPES.includes(type)) {
    const tags = [...storyTags(data), borrowedTag(subject), commentsTag(subject), ...mediaTags(data)];
    return { ...purge(tags, paths), isUrgent: true };
  }
  if (!data.article?.path) return undefined;
  const isNoBriefNow = data.before?.kind === "brief" && data.article.kind !== "brief";
  const borrowed = isNoBriefNow ? [borrowedTag(subject)] : [];
  return purge([...storyTags(data), ...borrowed, ...mediaTags(data)], paths);
}

function purge(tags: string[], paths: string[] = []): Touch {
  return { mode: "purge", tags, paths, isUrgent: false };
}

/**
 * Where the story stands and stood: its page, history and discussion, and the 404 from before it was there. Half the site
 * may begin as a standing page's path does: that one is purged by its tag.
 */
function pathsOf({ article, before }: EventForCache["data"]): string[] {
  const paths = [article?.path ?? "", before?.path ?? ""].filter((path) => DATED.test(path));
  return [...new Set(paths)].map(encodeURI);
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
    if (place.path) tags.push(...(DATED.test(place.path) ? archiveTags(place.path) : [pathTag(place.path)]));
    if (place.section) tags.push(sectionTag(place.section));
    tags.push(...place.authors.map(authorTag), ...place.topics.map(topicTag));
  }
  return [...new Set(tags)];
}

/** Year, month and day of an article's path. */
function archiveTags(path: string): string[] {
  return [4, 7, 10].map((length) => archiveTag(path.slice(1, 1 + length)));
}
