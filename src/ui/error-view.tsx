import { type Chrome, localeOf } from "./chrome.ts";
import { Layout } from "./layout.tsx";
import { menuOf } from "./menu.tsx";
import { words } from "./words.ts";

interface Props {
  chrome: Chrome;
  status: number;
  title: string;
  /** What was refused, in words for people. */
  detail: string;
  requestId?: string | undefined;
}

/** What happened instead of the page asked for, and what to do next. */
export function ErrorView({ chrome, status, title, detail, requestId }: Props) {
  const say = words(localeOf(chrome).language);
  const advice = adviceFor(status, say);
  return (
    <Layout chrome={chrome} title={title} robots="noindex" setting="sheet">
      <p class="label">{status}</p>
      <h1>{title}</h1>
      <p class="standfirst">{detail}</p>
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

function adviceFor(status: number, say: ReturnType<typeof words>): string | undefined {
  if (status === 429) return say.waitAgain;
  if (status >= 500) return say.tryAgain;
  return status === 422 ? say.goBack : undefined;
}
