import { jsonOf, shown } from "./client.ts";
import type { Acknowledged } from "./kill-load.ts";
import type { Report, Stage } from "./part.ts";
import type { Site } from "./site.ts";
import { together } from "./together.ts";

const WIDTH = 4;

/** What D1 holds. */
interface Stored {
  articles: { id: string; revision: number; headline: string; events: number }[];
  revisions: { article: string; number: number; headline: string }[];
  comments: { id: string; body: string; events: number }[];
  undispatched: number;
}

/** One statement, one row: all that the audit needs, as of one moment. */
const EVERYTHING = `SELECT
  (SELECT json_group_array(json_object('id', id, 'revision', revision, 'headline', headline,
    'events', (SELECT count(*) FROM events WHERE subject = articles.id))) FROM articles) AS articles,
  (SELECT json_group_array(json_object('article', article, 'number', number,
    'headline', content ->> '$.headline')) FROM revisions) AS revisions,
  (SELECT json_group_array(json_object('id', id, 'body', body,
    'events', (SELECT count(*) FROM events WHERE subject = comments.id))) FROM comments) AS comments,
  (SELECT count(*) FROM events WHERE dispatched_at IS NULL) AS undispatched`;

export async function readStored(site: Site): Promise<Stored> {
  const [row] = await site.query(EVERYTHING);
  const list = (name: string) => JSON.parse(String(row?.[name] ?? "[]"));
  return {
    articles: list("articles"),
    revisions: list("revisions"),
    comments: list("comments"),
    undispatched: Number(row?.undispatched),
  };
}

/** Every revision of every article: numbered without gap, each with its event, and as it was acknowledged. */
export function auditRevisions(report: Report, said: Acknowledged, stored: Stored): void {
  const headlines = new Map<string, string>();
  for (const { article, number, headline } of stored.revisions)
    headlines.set(`${article} ${number}`, headline);
  for (const { id, revision, headline, events } of stored.articles) {
    const numbers = stored.revisions.filter(({ article }) => article === id).map(({ number }) => number);
    const isGapless = numbers.sort((a, b) => a - b).every((number, n) => number === n + 1);
    report.expect(isGapless, "revisions have a gap", () => `${id}: ${numbers}`);
    const seen = () => `${id} at ${revision}: ${numbers.length} revisions, ${events} events`;
    report.expect(numbers.length === revision, "an article is not at its last revision", seen);
    report.expect(events === numbers.length, "events and revisions differ", seen);
    const last = headlines.get(`${id} ${revision}`);
    report.expect(
      headline === last,
      "an article is not as its last revision says",
      () => `${headline} / ${last}`,
    );
  }
  for (const [key, headline] of said.revisions) {
    const found = headlines.get(key);
    report.expect(found !== undefined, "an acknowledged revision is lost", () => `${key}: ${headline}`);
    if (found !== undefined)
      report.expect(
        found === headline,
        "an acknowledged revision says something else",
        () => `${key}: ${found}`,
      );
  }
}

/** Every comment once, each with its event, and each that was acknowledged. */
export function auditComments(report: Report, said: Acknowledged, stored: Stored): void {
  const byBody = Map.groupBy(stored.comments, ({ body }) => body);
  for (const [body, found] of byBody) {
    report.expect(found.length === 1, "a comment is there more than once", () => body);
    report.expect(
      found.every(({ events }) => events === 1),
      "a comment has not one event",
      () => body,
    );
  }
  for (const [body, id] of said.comments) {
    const [found] = byBody.get(body) ?? [];
    report.expect(found !== undefined, "an acknowledged comment is lost", () => body);
    if (found && id !== "")
      report.expect(found.id === id, "a comment has another id", () => `${id}: ${found.id}`);
  }
}

/** The same as seen from outside: articles at least at the acknowledged revision, receipts that open. */
export async function auditAnswers({ site, report, until }: Stage, said: Acknowledged): Promise<void> {
  const newest = new Map<string, number>();
  for (const key of said.revisions.keys()) {
    const [id = "", revision] = key.split(" ");
    newest.set(id, Math.max(newest.get(id) ?? 0, Number(revision)));
  }
  await together(newest, { width: WIDTH, until }, async ([id, revision]) => {
    const answer = await site.api(`/articles/${id}`);
    const read = jsonOf(answer);
    const isThere = answer.status === 200 && Number(read.revision) >= revision;
    report.expect(isThere, "the API is behind an acknowledged revision", () => shown(answer));
    const acknowledged = said.revisions.get(`${id} ${read.revision}`);
    if (acknowledged !== undefined)
      report.expect(read.headline === acknowledged, "the API gives another headline", () => shown(answer));
  });
  await together(said.receipts, { width: WIDTH, until }, async (path) => {
    const answer = await site.ask(path);
    report.expect(answer.status === 200, "a receipt does not open", () => shown(answer));
  });
}
