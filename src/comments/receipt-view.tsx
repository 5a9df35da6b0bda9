import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { When } from "../ui/time.tsx";
import { type Words, words } from "../ui/words.ts";

interface Decision {
  ground: keyof Words["grounds"] | null;
  law: string | null;
  note: string | null;
  at: number;
}

/** A comment as its writer sees it. */
export interface ReceiptFace {
  name: string;
  body: string;
  status: "pending" | "published" | "declined" | "removed" | "deleted";
  createdAt: number;
  decision: Decision | null;
  article: { headline: string; path: string };
  /** Whether the comment can be seen in the discussion. */
  publishedLink: boolean;
}

/** A commenter's private receipt: where the comment stands, and why. */
export function ReceiptView({ chrome, receipt }: { chrome: Chrome; receipt: ReceiptFace }) {
  const site = localeOf(chrome);
  const say = words(site.language);
  const { status, decision, article, publishedLink, createdAt } = receipt;
  const state = say.statuses[status];
  return (
    <Layout chrome={chrome} title={say.receipt} robots="noindex" setting="sheet">
      <p class="label">{say.receipt}</p>
      <h1>{state.title}</h1>
      <p class="standfirst">{state.text}</p>
      <p class="meta">
        {say.sentAt} <When at={createdAt} language={site.language} timeZone={site.timeZone} />
      </p>
      {decision && <DecisionNote decision={decision} site={site} />}
      <YourText receipt={receipt} title={say.yourText} />
      <ul>
        <li>
          <a dir="auto" href={article.path}>
            {article.headline}
          </a>
        </li>
        <li>
          <a href={`${article.path}/comments`}>{publishedLink ? say.seeComment : say.seeDiscussion}</a>
        </li>
      </ul>
      <p class="meta">{say.receiptPrivate}</p>
    </Layout>
  );
}

function DecisionNote({ decision: { ground, law, note, at }, site }: { decision: Decision; site: Locale }) {
  const say = words(site.language);
  return (
    <div class="correction">
      {ground && (
        <p>
          {say.ground} {say.grounds[ground]}
        </p>
      )}
      {law && (
        <p>
          {say.law} <bdi>{law}</bdi>
        </p>
      )}
      {note && (
        <p>
          {say.note} <q dir="auto">{note}</q>
        </p>
      )}
      <p class="meta">
        {say.decidedAt} <When at={at} language={site.language} timeZone={site.timeZone} />
      </p>
    </div>
  );
}

function YourText({ receipt: { name, body }, title }: { receipt: ReceiptFace; title: string }) {
  if (!body) return null;
  return (
    <>
      <h2>{title}</h2>
      <blockquote dir="auto">
        {body.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        <p class="meta">{name}</p>
      </blockquote>
    </>
  );
}
