import * as z from "zod";
import { cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { authorAt } from "../articles/lists-of.ts";
import { newestCardsOf, newestFirst } from "../articles/newest-of.ts";
import { slugInput } from "../articles/slug.ts";
import { page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { authorTag } from "../edge/tags.ts";
import { localeOf } from "../ui/chrome.ts";
import { words } from "../ui/words.ts";
import { ArticlesOfView } from "./articles-of-view.tsx";
import { absent, beginningOf, listedTags, pageOfCards, SECTION_STORIES } from "./lists.ts";

export const authorPage = page(
  {
    id: "authorPage",
    path: "/authors/:slug",
    summary: "Who an author is, and what they wrote, newest first.",
    params: z.object({ slug: slugInput }),
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({ db, c, params: { slug }, query }) => {
      const path = `/authors/${slug}`;
      const before = await beginningOf(c.env, path, query);
      const [chromeRows, [author], rows] = await db.batch([
        chromeStatement(db),
        authorAt(db, slug),
        newestCardsOf(db, { of: "author", slug }, { limit: SECTION_STORIES + 1, before }),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (!author) return absent(chrome, `There is no author "${slug}".`, [authorTag(slug)]);
      const cards = { rows: newestFirst(cardsFrom(rows, chrome.sections)), limit: SECTION_STORIES };
      return { chrome, author, path, ...(await pageOfCards(c.env, path, cards)), isFirstPage: !before };
    },
    tags: ({ author, stories }) => [authorTag(author.slug), ...listedTags(stories)],
    draw: ({ author: { name, bio, email }, ...list }) => (
      <ArticlesOfView
        {...list}
        label={words(localeOf(list.chrome).language).author}
        name={name}
        description={bio}
      >
        {email && (
          <address>
            <a href={`mailto:${email}`}>{email}</a>
          </address>
        )}
      </ArticlesOfView>
    ),
  },
);
