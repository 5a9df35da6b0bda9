import type { CardFace } from "../ui/card.tsx";
import { Card } from "../ui/card.tsx";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { words } from "../ui/words.ts";
import { Days, Periods, Turns, WaysUp } from "./archive-parts.tsx";
import { periodName } from "./period-name.ts";

interface Props {
  chrome: Chrome;
  /** "2016", "2016/11" or "2016/11/30". */
  period: string;
  articles: number;
  earlier: string | null;
  later: string | null;
  /** Its months or days, newest first. */
  parts: { period: string; articles: number }[];
  stories: CardFace[];
  /** The address of the next page. */
  older: string | null;
  isFirstPage: boolean;
}

/** A year, month or day of the archive. */
export function ArchivePartView(props: Props) {
  const { chrome, period, articles, parts, older, isFirstPage } = props;
  const site = localeOf(chrome);
  const { language } = site;
  const name = periodName(period, language);
  return (
    <Layout
      chrome={chrome}
      title={name}
      canonical={isFirstPage ? `/${period}` : undefined}
      robots={isFirstPage ? undefined : "noindex,follow"}
      setting="list"
    >
      <div>
        <WaysUp period={period} language={language} />
        <h1>{name}</h1>
        <p class="meta">{words(language).articles(articles)}</p>
        {isFirstPage && <Periods periods={parts} language={language} />}
        <Stories {...props} />
        <Pager older={older} language={language} />
        <Turns {...props} language={language} />
      </div>
    </Layout>
  );
}

/** Those of a month under their days; those of a day as they are. */
function Stories({ chrome, parts, stories }: Props) {
  const site = localeOf(chrome);
  if (parts.length > 0) return <Days stories={stories} site={site} />;
  return (
    <>
      {stories.map((card) => (
        <Card card={card} variant="second" site={site} />
      ))}
    </>
  );
}
