import { Card, type CardFace } from "../ui/card.tsx";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { FeedLinks } from "../ui/head-links.tsx";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { Brief } from "./briefs-view.tsx";
import { NoMore, Rail, type RailFace } from "./rail.tsx";

interface Props {
  chrome: Chrome;
  section: { slug: string; name: string; description: string; kind: "stories" | "briefs" };
  /** Briefs have their text, cleaned when it was written. */
  stories: (CardFace & { briefHtml: string | null })[];
  /** The address of the next page. */
  older: string | null;
  rail: RailFace;
  isFirstPage: boolean;
}

/** A section's stories, newest first; its first page opens with a lead. A section of briefs has them in full. */
export function SectionView({ chrome, section, stories, older, rail, isFirstPage }: Props) {
  const site = localeOf(chrome);
  const path = `/${section.slug}`;
  const hasFeeds = chrome.sections.some(({ slug }) => slug === section.slug);
  return (
    <Layout
      chrome={chrome}
      title={section.name}
      description={section.description || undefined}
      canonical={isFirstPage ? path : undefined}
      robots={isFirstPage ? undefined : "noindex,follow"}
      current={path}
      setting="list"
      head={hasFeeds && <FeedLinks under={path} title={section.name} />}
    >
      <div>
        <h1>{section.name}</h1>
        {isFirstPage && section.description && <p class="standfirst">{section.description}</p>}
        {stories.map((card, place) =>
          section.kind === "briefs" && card.briefHtml !== null ? (
            <Brief brief={{ ...card, bodyHtml: card.briefHtml }} site={site} />
          ) : (
            <Card
              card={card}
              variant={isFirstPage && place === 0 ? "lead" : "second"}
              site={site}
              isInSection
            />
          ),
        )}
        {stories.length === 0 && <NoMore language={site.language} />}
        <Pager older={older} language={site.language} />
      </div>
      <Rail {...rail} language={site.language} site={chrome.site} />
    </Layout>
  );
}
