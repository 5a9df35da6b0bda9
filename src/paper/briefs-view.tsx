import { raw } from "hono/html";
import type { CardFace } from "../ui/card.tsx";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { NoMore } from "./rail.tsx";

/** A brief in full; `bodyHtml` was cleaned when it was written. */
export type BriefCard = CardFace & { bodyHtml: string };

interface Props {
  chrome: Chrome;
  briefs: BriefCard[];
  /** The address of the next page. */
  older: string | null;
}

/** In Short: the briefs in full, newest first. */
export function BriefsView({ chrome, briefs, older }: Props) {
  const site = localeOf(chrome);
  const { inShort } = words(site.language);
  return (
    <Layout chrome={chrome} title={inShort} canonical="/in-short" current="/in-short" setting="sheet">
      <h1>{inShort}</h1>
      {briefs.map((brief) => (
        <Brief brief={brief} site={site} />
      ))}
      {older ? <Pager older={older} language={site.language} /> : <NoMore language={site.language} />}
    </Layout>
  );
}

/** One brief in full. */
export function Brief({ brief, site }: { brief: BriefCard; site: Locale }) {
  const { language, timeZone } = site;
  return (
    <article class="brief" {...spokenIn(brief.language, language)}>
      {brief.publishedAt !== null && (
        <p class="meta">
          <When at={brief.publishedAt} language={language} timeZone={timeZone} around={brief.language} />
        </p>
      )}
      <h2>
        <a href={brief.path ?? "/in-short"}>{brief.headline}</a>
      </h2>
      {brief.standfirst && <p>{brief.standfirst}</p>}
      {raw(brief.bodyHtml)}
    </article>
  );
}
