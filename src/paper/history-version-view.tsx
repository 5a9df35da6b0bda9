import type { Version } from "../articles/history.ts";
import { readable, type VersionContent } from "../articles/version.ts";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { ChangesView } from "./changes-view.tsx";

interface Props {
  chrome: Chrome;
  article: { path: string };
  version: Version;
}

/** One version of an article: what changed in it, and what it said. */
export function HistoryVersionView({ chrome, article: { path }, version }: Props) {
  const site = localeOf(chrome);
  const { number, at, hash, content, changes } = version;
  const { headline, language } = content;
  const say = words(site.language);
  return (
    <Layout
      chrome={chrome}
      title={`${headline} (${say.version(number)})`}
      robots="noindex,follow"
      setting="history"
    >
      <p class="label">{say.version(number)}</p>
      <h1 {...spokenIn(language, site.language)}>{headline}</h1>
      <p class="meta">
        <When at={at} language={site.language} timeZone={site.timeZone} />
        <a href={`${path}/history`}>{say.history.all}</a> <a href={path}>{say.backToStory}</a>
      </p>
      <Turns path={path} version={version} site={site} />
      <h2>{say.history.changed}</h2>
      <ChangesView changes={changes} site={site} language={language} />
      <h2>{say.history.text}</h2>
      <Text content={content} site={site} />
      <p class="meta">
        <span>SHA-256</span> <code>{hash}</code>
        <a href={`${path}/history.json`}>{say.history.check}</a>
      </p>
    </Layout>
  );
}

/** The ways to the versions before and after. */
function Turns({
  path,
  version: { number, hasNext },
  site,
}: {
  path: string;
  version: Version;
  site: Locale;
}) {
  const { history } = words(site.language);
  if (number === 1 && !hasNext) return null;
  return (
    <p class="turns">
      {number > 1 && (
        <a rel="prev" href={`${path}/history/${number - 1}`}>
          {history.earlier}
        </a>
      )}{" "}
      {hasNext && (
        <a rel="next" href={`${path}/history/${number + 1}`}>
          {history.later}
        </a>
      )}
    </p>
  );
}

/** Head, body and corrections as they were; drawn as text, for what is kept for ever is not trusted to be clean for ever. */
function Text({ content, site }: { content: VersionContent; site: Locale }) {
  const { standfirst, byline, lead, body, corrections, language } = content;
  const { by, comma, correction } = words(site.language);
  const own = spokenIn(language, site.language);
  const texts = [lead?.caption ?? "", ...readable(body).split(/\n\s*\n/)];
  return (
    <div class="text" {...own}>
      {standfirst && <p class="standfirst">{standfirst}</p>}
      {byline.length > 0 && (
        <p class="meta" {...spokenIn(site.language, language)}>
          {by} {byline.join(comma)}
        </p>
      )}
      {texts.map((text) => text.trim() && <p>{text.trim()}</p>)}
      {corrections.map(({ at, text }) => (
        <>
          <p class="label" {...spokenIn(site.language, language)}>
            {correction} <When at={Date.parse(at)} language={site.language} timeZone={site.timeZone} short />
          </p>
          <p>{text}</p>
        </>
      ))}
    </div>
  );
}
