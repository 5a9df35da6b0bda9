import { raw } from "hono/html";
import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { hourOf, weekdayOf } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { CommentScripts } from "./challenge-view.tsx";
import { ClosedView, type CommentForm, CommentFormView } from "./comment-form-view.tsx";
import { type CommentFace, CommentList } from "./comment-list.tsx";
import type { Opening } from "./opening.ts";

interface Props {
  chrome: Chrome;
  article: { headline: string; path: string; language: string };
  opening: Opening;
  /** Milliseconds. */
  now: number;
  comments: CommentFace[];
  /** Where the discussion goes on; null at its end. */
  next: string | null;
  /** Cleaned when it was written. */
  policyHtml: string;
  form: CommentForm;
  /** How long others waited, in plain words. */
  wait: string | undefined;
  /** Turnstile's, where it is demanded. */
  siteKey: string | undefined;
}

/** An article's discussion: the comments, the form, the policy. */
export function DiscussionView({ chrome, article, comments, next, policyHtml, form, ...rest }: Props) {
  const { opening, now, wait, siteKey } = rest;
  const { closed } = opening;
  const site = localeOf(chrome);
  const { path, headline, language } = article;
  const say = words(site.language);
  return (
    <Layout
      chrome={chrome}
      title={say.discussionTitle(headline)}
      canonical={`${path}/comments`}
      setting="sheet"
    >
      <p class="label">{say.discussionOf}</p>
      <h1 {...spokenIn(language, site.language)}>{headline}</h1>
      <p>
        <a href={path}>{say.backToStory}</a>
      </p>
      <section aria-label={say.comments}>
        <CommentList comments={comments} path={path} site={site} isClosed={closed !== null} />
        <Pager older={next} language={site.language} label={say.laterComments} />
      </section>
      {closed ? (
        <ClosedView reason={closed} form={form} language={site.language} />
      ) : (
        <>
          <CommentFormView form={form} path={path} language={site.language} wait={wait} siteKey={siteKey} />
          <CommentScripts siteKey={siteKey} />
        </>
      )}
      <EditorsBack backAt={opening.backAt} site={site} now={now} />
      <section class="policy">
        <h2>{say.policy}</h2>
        {raw(policyHtml)}
      </section>
    </Layout>
  );
}

const DAYS_UNDATED_MS = 6 * 86_400_000;

/** When editors read comments again; nothing where they do now, or never said. */
function EditorsBack({ backAt, site, now }: { backAt: number | null; site: Locale; now: number }) {
  if (backAt === null) return null;
  const moment = { ...site, at: backAt };
  // A week ahead, the weekday's name alone would mean today.
  const isDated = backAt - now > DAYS_UNDATED_MS;
  return <p class="meta">{words(site.language).editorsBack(weekdayOf(moment, isDated), hourOf(moment))}</p>;
}
