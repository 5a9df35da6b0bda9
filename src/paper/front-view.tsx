import { Card, type CardFace } from "../ui/card.tsx";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { FeedLinks } from "../ui/head-links.tsx";
import { Layout } from "../ui/layout.tsx";
import { words } from "../ui/words.ts";
import { Rail, type RailFace } from "./rail.tsx";

interface Block {
  section: { slug: string; name: string };
  stories: CardFace[];
}

interface Props {
  chrome: Chrome;
  lead: CardFace | undefined;
  seconds: CardFace[];
  blocks: Block[];
  rail: RailFace;
}

/** The front page: the lead, the seconds, the In Short rail, and a block for each section. */
export function FrontView({ chrome, lead, seconds, blocks, rail }: Props) {
  const site = localeOf(chrome);
  const filled = blocks.filter(({ stories }) => stories.length > 0);
  const isEmpty = !lead && seconds.length === 0 && filled.length === 0;
  return (
    <Layout
      chrome={chrome}
      title={chrome.site?.name ?? words(site.language).frontPage}
      description={chrome.site?.tagline || undefined}
      canonical="/"
      current="/"
      setting="front"
      head={chrome.site && <FeedLinks under="" title={chrome.site.name} />}
    >
      <div class="top">
        {isEmpty && <NothingYet language={site.language} />}
        {lead && <Card card={lead} variant="lead" site={site} />}
        {seconds.map((card) => (
          <Card card={card} variant="second" site={site} />
        ))}
        <Rail {...rail} language={site.language} site={chrome.site} />
      </div>
      {filled.map((block) => (
        <SectionBlock {...block} site={site} />
      ))}
    </Layout>
  );
}

function SectionBlock({ section, stories, site }: Block & { site: Locale }) {
  return (
    <section>
      <h2>
        <a href={`/${section.slug}`}>{section.name}</a>
      </h2>
      {stories.map((card, place) => (
        <Card
          card={card}
          variant={place === 0 ? "second" : "line"}
          place={place === 0 ? "block" : "line"}
          site={site}
          level={3}
          isInSection
        />
      ))}
    </section>
  );
}

function NothingYet({ language }: { language: string }) {
  const { nothingYet, firstStory } = words(language);
  return (
    <div class="lead">
      <h2>{nothingYet}</h2>
      <p>{firstStory}</p>
    </div>
  );
}
