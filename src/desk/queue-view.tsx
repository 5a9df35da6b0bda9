import type { CommentRow } from "../comments/store.ts";
import { sayWaitFor } from "../comments/wait.ts";
import type { Locale } from "../ui/chrome.ts";
import { Pager } from "../ui/pager.tsx";
import { type DeskWords, words } from "../ui/words.ts";
import { type Asked, addressOf, filterOf } from "./asked.ts";
import { BulkBar } from "./bulk-view.tsx";
import { DeskLayout } from "./desk-layout.tsx";
import type { DeskPage } from "./desk-page.ts";
import { durationIn } from "./duration.ts";
import { FromHere } from "./from-here.tsx";
import type { Notice } from "./notice.ts";
import { OpenView } from "./open-view.tsx";
import type { Desk } from "./queue.ts";

/** The queue: one comment open, the rest of the page below it. */
export function QueueView(page: DeskPage) {
  const { desk, asked, moderator, problems } = page;
  const site = desk.settings;
  const say = words(site.language);
  const general = problems.filter(({ field }) => field === "");
  return (
    <DeskLayout site={site} title={say.comments} moderator={moderator}>
      <div class="top">
        <h1>{say.comments}</h1>
        <Waiting desk={desk} language={site.language} />
        <Lists asked={asked} say={say.desk} />
      </div>
      <NoticeBar page={page} say={say.desk} />
      {general.map(({ message }) => (
        <p role="alert" class="problems">
          {message}
        </p>
      ))}
      {desk.open ? <OpenView page={page} open={desk.open} /> : <Nothing page={page} say={say.desk} />}
      <Rest page={page} />
    </DeskLayout>
  );
}

function Waiting({ desk: { waiting, wait }, language }: { desk: Desk; language: string }) {
  const say = words(language).desk;
  const lately = sayWaitFor(wait, language);
  return (
    <p class="meta">
      <b>{say.waiting(waiting)}</b>
      {lately && <span>{lately}</span>}
    </p>
  );
}

const STATES = ["pending", "published", "declined", "removed"] as const;

/** The lists by state; within one story or of one commenter, where the page is narrowed. */
function Lists({ asked, say }: { asked: Asked; say: DeskWords }) {
  const { article, commenter } = asked;
  const { status } = filterOf(asked);
  const isNarrow = article !== undefined || commenter !== undefined;
  const to = (next: Asked["status"]) =>
    addressOf({ status: next === "pending" && !isNarrow ? undefined : next, article, commenter });
  return (
    <nav aria-label={say.lists}>
      <ul>
        {isNarrow && <ListLink href={to(undefined)} label={say.everyState} isCurrent={!status} />}
        {STATES.map((state) => (
          <ListLink href={to(state)} label={say.states[state]} isCurrent={status === state} />
        ))}
      </ul>
      {isNarrow && (
        <p class="meta">
          {article !== undefined ? say.ofStory : say.ofCommenter} ·{" "}
          <a href={addressOf({ status })}>{say.showAll}</a>
        </p>
      )}
    </nav>
  );
}

function ListLink({ href, label, isCurrent }: { href: string; label: string; isCurrent: boolean }) {
  return (
    <li>
      <a href={href} aria-current={isCurrent ? "page" : undefined}>
        {label}
      </a>
    </li>
  );
}

/** What was just done, and the way back from it. */
function NoticeBar({ page: { notice, asked }, say }: { page: DeskPage; say: DeskWords }) {
  if (!notice) return null;
  const { what, ids } = notice;
  const isDecision = what === "publish" || what === "decline" || what === "remove";
  return (
    <div role="status" class="notice">
      <p>{saidOf(notice, say)}</p>
      {isDecision && (
        <form method="post" action="/desk/comments/undo">
          <FromHere asked={asked} />
          {ids.map((id) => (
            <input type="hidden" name="id" value={id} />
          ))}
          <button type="submit" data-key="u">
            {say.undo} <kbd>u</kbd>
          </button>
        </form>
      )}
    </div>
  );
}

function saidOf({ what, ids }: Notice, say: DeskWords): string {
  if (what === "standing") return say.standingSet;
  return what === "openness" ? say.opennessSet : say.done[what](ids.length);
}

function Nothing({ page: { asked, desk }, say }: { page: DeskPage; say: DeskWords }) {
  const isWholeQueue = addressOf({ ...asked, did: undefined }) === addressOf({});
  return (
    <p class="end">
      {isWholeQueue ? say.none : say.noneHere}{" "}
      {asked.after !== undefined && !desk.next && (
        <a href={addressOf({ ...asked, after: undefined, open: undefined, did: undefined })}>{say.toStart}</a>
      )}
    </p>
  );
}

/** The comments of the page that are not open, in rows to be opened or ticked. */
function Rest({ page }: { page: DeskPage }) {
  const { desk, asked } = page;
  const say = words(desk.settings.language).desk;
  const rows = desk.items.filter(({ id }) => id !== desk.open?.row.id);
  const next = desk.next && addressOf({ ...asked, open: undefined, did: undefined, after: desk.next });
  return (
    <div class="rest">
      {rows.length > 0 && (
        <form method="post" action="/desk/comments/decisions" aria-label={say.rest}>
          <button type="submit" disabled hidden />
          <FromHere asked={asked} />
          <input type="hidden" name="form" value="ticked" />
          <h2>{say.rest}</h2>
          <ul>
            {rows.map((row) => (
              <Row row={row} page={page} />
            ))}
          </ul>
          <BulkBar page={page} />
        </form>
      )}
      <Pager older={next} language={desk.settings.language} label={say.goOn} />
    </div>
  );
}

const CLIPPED_CHARS = 240;

function Row({ row, page }: { row: CommentRow; page: DeskPage }) {
  const { desk, asked, now, typed } = page;
  const { language }: Locale = desk.settings;
  const say = words(language).desk;
  const { id, name, body, headline, standing, status, createdAt } = row;
  return (
    <li>
      {status !== "deleted" && (
        <input
          type="checkbox"
          name="id"
          value={id}
          checked={typed.ids.includes(id)}
          aria-label={say.tick(name)}
        />
      )}
      <div>
        <a href={addressOf({ ...asked, open: id, did: undefined })}>
          <b dir="auto">{name || say.states[status]}</b> <span dir="auto">{clipped(body)}</span>
        </a>
        <p class="meta">
          <span class={`tag ${standing}`}>{say.standings[standing]}</span>
          {filterOf(asked).status === undefined && <span>{say.states[status]}</span>}
          <time datetime={new Date(createdAt).toISOString()}>{durationIn(language, now - createdAt)}</time>
          <span dir="auto">{headline}</span>
        </p>
      </div>
    </li>
  );
}

function clipped(text: string): string {
  const characters = [...text.slice(0, 2 * CLIPPED_CHARS)];
  return characters.length > CLIPPED_CHARS ? `${characters.slice(0, CLIPPED_CHARS).join("")}…` : text;
}
