import { raw } from "hono/html";
import type { Locale } from "../ui/chrome.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";

/** A comment as the discussion shows it. */
export interface CommentFace {
  id: string;
  parentId: string | null;
  name: string;
  /** Paragraphs and links, escaped already. */
  bodyHtml: string;
  createdAt: number;
  /** Its place is kept for the replies; null where it is there itself. */
  gone: "deleted" | "removed" | null;
}

/** Sets name and time apart; a rule for that would weigh on every article. */
const EN_SPACE = "\u2002";

interface Props {
  comments: CommentFace[];
  /** The article's path. */
  path: string;
  site: Locale;
  isClosed: boolean;
}

/** The discussion, with replies under what they reply to: the inner HTML of the fragment. */
export function CommentList({ comments, ...rest }: Props) {
  if (comments.length === 0) return <p class="end">{words(rest.site.language).noComments}</p>;
  const known = new Set(comments.map(({ id }) => id));
  const opening = comments.filter(({ parentId }) => parentId === null || !known.has(parentId));
  const replies = Map.groupBy(comments, ({ parentId }) => parentId ?? "");
  return (
    <ol class="comments">
      {opening.map((comment) => (
        <Comment comment={comment} canBeAnswered={!rest.isClosed && comment.parentId === null} {...rest}>
          <Replies comments={replies.get(comment.id) ?? []} {...rest} />
        </Comment>
      ))}
    </ol>
  );
}

function Replies({ comments, ...rest }: Props) {
  if (comments.length === 0) return null;
  return (
    <ol>
      {comments.map((comment) => (
        <Comment comment={comment} canBeAnswered={false} {...rest} />
      ))}
    </ol>
  );
}

type CommentProps = Omit<Props, "comments"> & {
  comment: CommentFace;
  canBeAnswered: boolean;
  children?: unknown;
};

function Comment({ comment, canBeAnswered, path, site, children }: CommentProps) {
  const { id, name, bodyHtml, createdAt, gone } = comment;
  const say = words(site.language);
  if (gone) return <Gone id={id} words={say.own.gone[gone]} children={children} />;
  return (
    <li id={`c-${id}`}>
      <p class="meta">
        <b>
          <bdi>{name}</bdi>
        </b>
        {EN_SPACE}
        <When at={createdAt} language={site.language} timeZone={site.timeZone} />
      </p>
      <div dir="auto">{raw(bodyHtml)}</div>
      {canBeAnswered && (
        <p class="meta">
          <a href={`${path}/comments?reply=${id}#form`} rel="nofollow" aria-label={say.replyTo(name)}>
            {say.reply}
          </a>
        </p>
      )}
      {children}
    </li>
  );
}

function Gone({ id, words, children }: { id: string; words: string; children: unknown }) {
  return (
    <li id={`c-${id}`}>
      <p class="end">{words}</p>
      {children}
    </li>
  );
}
