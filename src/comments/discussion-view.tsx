import { raw } from "hono/html";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { words } from "../ui/words.ts";
import { CommentScripts } from "./challenge-view.tsx";
import { ClosedView, type CommentForm, CommentFormView } from "./comment-form-view.tsx";
import { type CommentFace, CommentList } from "./comment-list.tsx";

interface Props {
  chrome: Chrome;
  article: { headline: string; path: string; comments: string; language: string };
  comments: CommentFace[];
  /** Where the discussion goes on; null at its end. */
  next: string | null;
  /** Cleaned when it was written. */
  policyHtml: string;
  form: CommentForm;
  isClosed: boolean;
  /** How long others waited, in plain words. */
  wait: string | undefined;
  /** Turnstile's, where it is demanded. */
  siteKey: string | undefined;
}

/** An article's discussion: the comments, the form, the policy. */
export function DiscussionView({ chrome, article, comments, next, policyHtml, form, ...rest }: Props) {
  const { isClosed, wait, siteKey } = rest;
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
        <CommentList comments={comments} path={path} site={site} isClosed={isClosed} />
        <Pager older={next} language={site.language} label={say.laterComments} />
      </section>
      {isClosed ? (
        <ClosedView form={form} language={site.language} />
      ) : (
        <>
          <CommentFormView form={form} path={path} language={site.language} wait={wait} siteKey={siteKey} />
          <CommentScripts siteKey={siteKey} />
        </>
      )}
      <section class="policy">
        <h2>{say.policy}</h2>
        {raw(policyHtml)}
      </section>
    </Layout>
  );
}
