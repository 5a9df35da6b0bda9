import { raw } from "hono/html";
import type { Beside, OpenComment } from "../comments/context.ts";
import { lastDecision } from "../comments/store.ts";
import { commentHtml } from "../comments/text.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { addressOf } from "./asked.ts";
import { CommenterView, DiscussionForm } from "./commenter-view.tsx";
import { DecisionForm } from "./decision-view.tsx";
import type { DeskPage } from "./desk-page.ts";
import { durationIn } from "./duration.ts";

interface Props {
  page: DeskPage;
  open: OpenComment;
}

/** The comment that is looked at, in full, with everything that helps to decide. */
export function OpenView({ page, open }: Props) {
  const { row, parent, replies, similar } = open;
  const site = page.desk.settings;
  const say = words(site.language).desk;
  const { name, body, createdAt, status, headline, path } = row;
  return (
    <article class="open" aria-labelledby="open-name">
      <Turns page={page} id={row.id} />
      <p class="about">
        <a href={path ?? "/"} dir="auto">
          {headline}
        </a>
      </p>
      {parent && <Besides title={say.answering} list={[parent]} language={site.language} isOpen />}
      <h2 id="open-name" dir="auto">
        {name || say.states[status]}
      </h2>
      <p class="meta">
        <span>{say.states[status]}</span>
        <When at={createdAt} language={site.language} timeZone={site.timeZone} />
        <span>{durationIn(site.language, page.now - createdAt)}</span>
      </p>
      <div class="text" dir="auto">
        {raw(commentHtml(body))}
      </div>
      <Decided page={page} open={open} />
      <CommenterView page={page} record={open.record} />
      {status !== "deleted" && <DecisionForm page={page} row={row} />}
      {similar.length > 0 && (
        <Besides
          title={`${say.similar} (${similar.length})`}
          list={similar}
          language={site.language}
          isElsewhere
        />
      )}
      {replies.length > 0 && <Besides title={say.replies} list={replies} language={site.language} />}
      <DiscussionForm page={page} open={open} />
    </article>
  );
}

/** The way to the comments before and after. */
function Turns({ page: { desk, asked }, id }: { page: DeskPage; id: string }) {
  const say = words(desk.settings.language).desk;
  const at = desk.items.findIndex((item) => item.id === id);
  const [before, after] = [desk.items[at - 1], desk.items[at + 1]];
  const to = (open: string) => addressOf({ ...asked, open, did: undefined });
  if (!before && !after) return null;
  return (
    <p class="turns">
      {before && (
        <a href={to(before.id)} rel="prev" data-key="k">
          {say.previous} <kbd>k</kbd>
        </a>
      )}
      {after && (
        <a href={to(after.id)} rel="next" data-key="j">
          {say.next} <kbd>j</kbd>
        </a>
      )}
    </p>
  );
}

interface BesidesProps {
  title: string;
  list: Beside[];
  language: string;
  isOpen?: boolean;
  /** Whether they may stand under another story. */
  isElsewhere?: boolean;
}

/** Other comments, folded away. */
function Besides({ title, list, language, isOpen = false, isElsewhere = false }: BesidesProps) {
  const say = words(language).desk;
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      {list.map(({ id, name, body, status, article }) => (
        <blockquote>
          <div dir="auto">{raw(commentHtml(body))}</div>
          <p class="meta">
            <a href={addressOf({ open: id })} dir="auto">
              {name || say.states[status]}
            </a>
            <span>{say.states[status]}</span>
            {isElsewhere && <span dir="auto">{article.headline}</span>}
          </p>
        </blockquote>
      ))}
    </details>
  );
}

/** The decision that holds. */
function Decided({ page, open: { row } }: Props) {
  const decision = lastDecision(row);
  if (!decision) return null;
  const { language, timeZone } = page.desk.settings;
  const say = words(language);
  const { ground, law, note, moderator, at } = decision;
  return (
    <div class="decided">
      <p class="meta">
        {ground && <b>{say.desk.grounds[ground]}</b>}
        {law && <bdi>{law}</bdi>}
        <span dir="auto">{moderator}</span>
        <When at={at} language={language} timeZone={timeZone} />
      </p>
      {note && <p dir="auto">{note}</p>}
    </div>
  );
}
