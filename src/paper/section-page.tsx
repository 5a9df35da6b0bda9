import * as z from "zod";
import { type Article, articleFrom, type Card, cardsFrom } from "../articles/article.ts";
import { chromeFrom, chromeStatement, type SiteChrome } from "../articles/chrome.ts";
import { elsewhere, redirectAt } from "../articles/moved.ts";
import { topLevelSlug } from "../articles/slug.ts";
import { articleAtPath, publishedInSection, publishedOfKind, sectionAt } from "../articles/store.ts";
import { type Absent, type Moved, page } from "../edge/page.tsx";
import { PAGE } from "../edge/policy.ts";
import { sectionTag, storyTag } from "../edge/tags.ts";
import {
  absent,
  absentStory,
  beginningOf,
  borrowedTags,
  listedTags,
  pageOfCards,
  RAIL_BRIEFS,
  type RailOf,
  railFrom,
  SECTION_STORIES,
} from "./lists.ts";
import { PageView } from "./page-view.tsx";
import { SectionView } from "./section-view.tsx";

interface SectionFront {
  is: "section";
  chrome: SiteChrome;
  section: { slug: string; name: string; description: string; kind: "stories" | "briefs" };
  stories: (Card & { briefHtml: string | null })[];
  older: string | null;
  rail: RailOf;
  isFirstPage: boolean;
}
interface StandingPage {
  is: "page";
  chrome: SiteChrome;
  article: Article;
}

/** `/{slug}`: a section front or a page of kind `page`; both are looked for in one round trip. */
export const sectionPage = page(
  {
    id: "sectionPage",
    path: "/:slug",
    summary: "A section front, newest first, or a standing page such as the imprint.",
    params: z.object({ slug: topLevelSlug }),
    query: z.object({ before: z.string().optional() }),
    cache: PAGE,
  },
  {
    read: async ({
      db,
      c,
      params: { slug },
      query,
    }): Promise<SectionFront | StandingPage | Absent | Moved> => {
      const before = await beginningOf(c.env, `/${slug}`, query);
      const [chromeRows, [section], rows, [standing], briefs, [redirect]] = await db.batch([
        chromeStatement(db),
        sectionAt(db, slug),
        publishedInSection(db, slug, { limit: SECTION_STORIES + 1, before }),
        articleAtPath(db, `/${slug}`),
        publishedOfKind(db, "brief", { limit: RAIL_BRIEFS + 1 }),
        redirectAt(db, `/${slug}`),
      ]);
      const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
      if (section) {
        const texts = new Map(rows.map(({ id, briefHtml }) => [id, briefHtml]));
        const cards = { rows: cardsFrom(rows, chrome.sections), limit: SECTION_STORIES };
        const { stories: shown, older } = await pageOfCards(c.env, `/${slug}`, cards);
        const stories = shown.map((card) => ({ ...card, briefHtml: texts.get(card.id) ?? null }));
        const rail = railFrom(briefs);
        return { is: "section", chrome, section, stories, older, rail, isFirstPage: !before };
      }
      const article = standing && articleFrom(standing);
      if (article?.status === "published") return { is: "page", chrome, article };
      if (article) return absentStory(article, chrome);
      const moved = elsewhere(redirect, chrome, { path: `/${slug}` });
      return moved ?? absent(chrome, `There is no section or page "${slug}".`, []);
    },
    tags: (shown) =>
      shown.is === "page"
        ? [storyTag(shown.article.id)]
        : [sectionTag(shown.section.slug), ...listedTags(shown.stories), ...borrowedTags(shown.rail)],
    draw: (shown) => (shown.is === "page" ? <PageView {...shown} /> : <SectionView {...shown} />),
  },
);
