import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

interface CorrectionFace {
  text: string;
  createdAt: number;
  /** Of the article that was wrong. */
  headline: string;
  path: string | null;
  language: string;
}

interface Props {
  chrome: Chrome;
  corrections: CorrectionFace[];
  /** The address of the next page. */
  older: string | null;
  isFirstPage: boolean;
}

/** What was wrong in the paper, and since when it is right. */
export function CorrectionsView({ chrome, corrections, older, isFirstPage }: Props) {
  const site = localeOf(chrome);
  const say = words(site.language);
  return (
    <Layout
      chrome={chrome}
      title={say.corrections}
      canonical={isFirstPage ? "/corrections" : undefined}
      robots={isFirstPage ? undefined : "noindex,follow"}
      setting="sheet"
    >
      <h1>{say.corrections}</h1>
      <p class="standfirst">{say.correctionsIntro}</p>
      {corrections.map((correction) => (
        <Correction correction={correction} site={site} />
      ))}
      {corrections.length === 0 && <p>{say.noCorrections}</p>}
      <Pager older={older} language={site.language} />
    </Layout>
  );
}

function Correction({ correction, site }: { correction: CorrectionFace; site: Locale }) {
  const { text, createdAt, headline, path, language } = correction;
  const own = spokenIn(language, site.language);
  return (
    <section class="correction">
      <h2 class="label">
        <When at={createdAt} language={site.language} timeZone={site.timeZone} short />
      </h2>
      <p {...own}>{text}</p>
      <p>
        {words(site.language).correctedIn}{" "}
        <a href={path ?? "/"} {...own}>
          {headline}
        </a>
      </p>
    </section>
  );
}
