import type { Child } from "hono/jsx";
import { Card, type CardFace } from "../ui/card.tsx";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { FeedLinks } from "../ui/head-links.tsx";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { words } from "../ui/words.ts";

interface Props {
  chrome: Chrome;
  /** What it is, "Author". */
  label: string;
  name: string;
  description: string;
  path: string;
  stories: CardFace[];
  /** The address of the next page. */
  older: string | null;
  isFirstPage: boolean;
  /** What else is to be said before the list. */
  children?: Child;
}

/** Whatever gathers articles under a name, and the articles, newest first. */
export function ArticlesOfView({ chrome, label, name, description, path, children, ...list }: Props) {
  const site = localeOf(chrome);
  const { stories, older, isFirstPage } = list;
  return (
    <Layout
      chrome={chrome}
      title={name}
      description={paragraphs(description)[0]}
      canonical={isFirstPage ? path : undefined}
      robots={isFirstPage ? undefined : "noindex,follow"}
      setting="list"
      head={<FeedLinks under={path} title={name} />}
    >
      <div>
        <p class="label">{label}</p>
        <h1>{name}</h1>
        {isFirstPage && paragraphs(description).map((text) => <p class="standfirst">{text}</p>)}
        {isFirstPage && children}
        {stories.map((card) => (
          <Card card={card} variant="second" site={site} />
        ))}
        {stories.length === 0 && <p>{words(site.language).nothingYet}</p>}
        <Pager older={older} language={site.language} />
      </div>
    </Layout>
  );
}

function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter((part) => part.trim() !== "");
}
