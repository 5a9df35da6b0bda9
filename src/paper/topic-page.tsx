import * as z from "zod";
import { cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { introduction, newestCardsOf, newestFirst } from "../articles/newest-of.ts";
import { slugInput } from "../articles/slug.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { topicTag } from "../edge/tags.ts";
import { localeOf } from "../ui/chrome.ts";
import { words } from "../ui/words.ts";
import { ArticlesOfView } from "./articles-of-view.tsx";
import { absent, beginningOf, listedTags, pageOfCards, SECTION_STORIES } from "./lists.ts";

export const topicPage = page(
  {
    id: "topicPage",
    path: "/topics/:slug",
    summary:
      "What a topic is, and what was published on it, newest first; nothing while only drafts name it.",
    params: z.object({ slug: slugInput }),
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, params: { slug }, query }) => {
      const path = `/topics/${slug}`;
      const before = await beginningOf(c.env, path, query);
      const [chromeRows, [topic], rows] = await db.batch([
        chromeStatement(db),
        introduction(db, { of: "topic", slug }),
        newestCardsOf(db, { of: "topic", slug }, { limit: SECTION_STORIES + 1, before }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (!topic) return absent(chrome, `There is no topic "${slug}".`, [topicTag(slug)]);
      const cards = { rows: newestFirst(cardsFrom(rows, chrome.sections)), limit: SECTION_STORIES };
      return {
        chrome,
        topic: { slug, ...topic },
        path,
        ...(await pageOfCards(c.env, path, cards)),
        isFirstPage: !before,
      };
    },
    tags: ({ topic, stories }) => [topicTag(topic.slug), ...listedTags(stories)],
    draw: ({ topic: { name, about }, ...list }) => (
      <ArticlesOfView
        {...list}
        label={words(localeOf(list.chrome).language).topic}
        name={name}
        description={about}
      />
    ),
  },
);
