import type { Member } from "../articles/version.ts";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

export interface VersionFace {
  number: number;
  /** Milliseconds. */
  at: number;
  members: Member[];
}

interface Props {
  chrome: Chrome;
  article: { path: string; headline: string; language: string };
  /** The newest first. */
  versions: VersionFace[];
  /** The address of the next page. */
  older: string | null;
  isFirstPage: boolean;
}

/** An article's published versions: since when each stood, and what changed in it. */
export function HistoryView({ chrome, article, versions, older, isFirstPage }: Props) {
  const site = localeOf(chrome);
  const { path, headline, language } = article;
  const { history, backToStory } = words(site.language);
  return (
    <Layout
      chrome={chrome}
      title={history.title(headline)}
      canonical={isFirstPage ? `${path}/history` : undefined}
      robots={isFirstPage ? undefined : "noindex,follow"}
      setting="history"
    >
      <p class="label">{history.all}</p>
      <h1 {...spokenIn(language, site.language)}>{headline}</h1>
      <p>{history.intro}</p>
      {versions.length === 0 ? (
        <p>{history.none}</p>
      ) : (
        <ol reversed start={versions[0]?.number}>
          {versions.map((version) => (
            <VersionLine version={version} path={path} site={site} />
          ))}
        </ol>
      )}
      <Pager older={older} language={site.language} label={history.older} />
      <p class="meta">
        <a href={path}>{backToStory}</a> <a href={`${path}/history.json`}>{history.check}</a>
      </p>
    </Layout>
  );
}

function VersionLine({ version, path, site }: { version: VersionFace; path: string; site: Locale }) {
  const { number, at, members } = version;
  const say = words(site.language);
  const changed = members.map((member) => say.history.members[member]).join(say.comma);
  return (
    <li>
      <a href={`${path}/history/${number}`}>{say.version(number)}</a>
      <div class="meta">
        <When at={at} language={site.language} timeZone={site.timeZone} />
        <span>{changed || say.history.first}</span>
      </div>
    </li>
  );
}
