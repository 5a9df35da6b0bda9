import { jsonOf, shown } from "./client.ts";
import { type Heard, type Post, send } from "./comments-load.ts";
import type { Report, Stage } from "./part.ts";
import type { Site } from "./site.ts";

const REPEATED = 60;

interface Stored {
  id: string;
  body: string;
  status: string;
  decisions: number;
  events: number;
}

/** Sends again what was under way and some of what was answered: known commenters are led to the first of each. */
export async function repeat({ site, report }: Stage, heard: Heard): Promise<number> {
  for (const post of heard.unanswered) {
    const answer = await send(site, post);
    const isRight = answer.status === 201 || answer.status === 200;
    report.expect(isRight, "a comment that was sent again was not taken", () => shown(answer));
    if (isRight) heard.taken.set(post.body, { ...post, id: String(jsonOf(answer).id) });
  }
  const answered = [...heard.taken.values()].filter(({ cookie }) => cookie !== "");
  for (const post of answered.slice(-REPEATED)) await expectFirst(site, report, post);
  return heard.unanswered.length;
}

async function expectFirst(site: Site, report: Report, post: Post & { id: string }): Promise<void> {
  const answer = await send(site, post);
  const isFirst = answer.status === 200 && jsonOf(answer).id === post.id;
  report.expect(isFirst, "the same text again did not lead to the first receipt", () => shown(answer));
}

/** Holds what is stored against what the site said: each comment once, each decision as it was answered, all of them counted. */
export async function audit({ site, report }: Stage, heard: Heard): Promise<number> {
  const stored = (await site.query(
    `SELECT id, body, status, (SELECT count(*) FROM decisions d WHERE d.comment = c.id) AS decisions,
       (SELECT count(*) FROM events e WHERE e.subject = c.id AND e.type = 'comment.submitted') AS events
     FROM comments c WHERE body LIKE 'Comment % of %.'`,
  )) as unknown as Stored[];
  const byText = Map.groupBy(stored, ({ body }) => body);
  for (const [body, { id }] of heard.taken) {
    const ids = (byText.get(body) ?? []).map((row) => row.id);
    report.expect(ids.length > 0, "an acknowledged comment is gone", () => body);
    report.expect(
      ids.length < 2 && ids[0] === id,
      "a comment stands there twice, or as another",
      () => `${ids}`,
    );
  }
  const statuses = new Map(stored.map(({ id, status }) => [id, status]));
  for (const [id, status] of heard.decided)
    report.expect(
      statuses.get(id) === status,
      "a decision does not hold",
      () => `${id}: ${status} was answered, ${statuses.get(id)} is stored`,
    );
  for (const row of stored) {
    report.expect(row.events === 1, "a comment has not one event", () => JSON.stringify(row));
    const isRight = row.decisions === (row.status === "pending" ? 0 : 1);
    report.expect(isRight, "status and decisions don't fit", () => JSON.stringify(row));
  }
  await auditCounts(site, report);
  return stored.length;
}

async function auditCounts(site: Site, report: Report): Promise<void> {
  const wrong = await site.query(
    `SELECT * FROM (
       SELECT "of", status, n, (SELECT count(*) FROM comments c
         WHERE c.status = k.status AND (k."of" = '' OR c.article = k."of" OR c.commenter = k."of")) AS counted
       FROM comment_counts k) WHERE n <> counted`,
  );
  report.expect(wrong.length === 0, "a count is wrong", () => JSON.stringify(wrong[0]));
}
