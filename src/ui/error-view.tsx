import { type Chrome, localeOf } from "./chrome.ts";
import { spokenIn } from "./language.ts";
import { Layout } from "./layout.tsx";
import { menuOf } from "./menu.tsx";
import { type Refusal, sayRefusal, sayWait } from "./refusal.ts";
import { type Words, words } from "./words.ts";

interface Props {
  chrome: Chrome;
  refusal: Refusal;
  requestId?: string | undefined;
}

/** What happened instead of the page asked for, and what to do next. */
export function ErrorView({ chrome, refusal, requestId }: Props) {
  const own = localeOf(chrome).language;
  const say = words(own);
  const { title, detail, language } = sayRefusal(refusal, chrome);
  const advice = adviceFor(refusal, own);
  return (
    <Layout chrome={chrome} title={title} robots="noindex" setting="sheet">
      <p class="label">{refusal.status}</p>
      <h1 {...spokenIn(language, own)}>{title}</h1>
      <p class="standfirst" {...spokenIn(language, own)}>
        {detail}
      </p>
      <Grounds grounds={refusal.grounds} say={say} />
      <h2>{say.whatNow}</h2>
      <ul>
        {advice && <li>{advice}</li>}
        <li>
          <a href="/">{say.frontPage}</a>
        </li>
        {chrome.site && (
          <li>
            <a href="/archive">{say.searchArchive}</a>
          </li>
        )}
        {menuOf(chrome).map(({ label, url }) => (
          <li>
            <a href={url}>{label}</a>
          </li>
        ))}
      </ul>
      {requestId && (
        <p class="meta">
          {say.requestId} <code>{requestId}</code>
        </p>
      )}
    </Layout>
  );
}

/** An editor's words, which may be in any language. */
function Grounds({ grounds: { reason, law }, say }: { grounds: Refusal["grounds"]; say: Words }) {
  return (
    <>
      {law && (
        <p>
          {say.law} <bdi>{law}</bdi>
        </p>
      )}
      {reason && (
        <p>
          {say.reason} <bdi>{reason}</bdi>
        </p>
      )}
    </>
  );
}

function adviceFor(refusal: Refusal, language: string): string | undefined {
  const { tryAgain, goBack } = words(language);
  const { status } = refusal;
  if (status === 429) return sayWait(refusal, language);
  if (status >= 500) return tryAgain;
  return status === 422 ? goBack : undefined;
}
