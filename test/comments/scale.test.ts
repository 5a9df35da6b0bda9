import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { sha256 } from "../../src/http/secrets.ts";
import { aComment, type CommentList, decided, say } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { BUSIEST, fillDiscussion } from "../support/many-comments.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const SIZE = env.COMMENTS_SIZE;
const AT = Date.UTC(2020, 0, 1);
const THREADS_A_PAGE = 50;
const TIMEOUT_MS = 600_000;
const SECRET = "s".repeat(43);
let token: string;

/** Pages of the API's list: the first, and the one after. */
async function listCosts(filter: string, limit: number): Promise<void> {
  let cursor = "";
  for (const page of [1, 2]) {
    const address = `/api/v1/comments?limit=${limit}${filter}${cursor}`;
    const { result, rowsRead } = await measured(() => must<CommentList>(200, request(address, { token })));
    const isFlat = rowsRead <= 2 * limit + 20;
    expect([filter, limit, page, rowsRead, isFlat]).toEqual([filter, limit, page, rowsRead, true]);
    if (result.nextCursor === null) return;
    cursor = `&cursor=${result.nextCursor}`;
  }
}

/** The rows that each page of a discussion reads, from the first on; for `pages` pages. */
async function discussionCosts({ path }: ArticleJson, pages: number): Promise<number[][]> {
  const costs: number[][] = [];
  let query = "";
  for (let page = 1; page <= pages; page++) {
    const whole = await measured(async () => (await request(`${path}/comments${query}`)).text());
    const part = await measured(async () => (await request(`${path}/comments/fragment${query}`)).text());
    const shown = part.result.split("<li id=").length - 1;
    for (const { rowsRead, trips } of [whole, part])
      expect([page, rowsRead, trips, shown, rowsRead <= 2 * shown + 20]).toEqual([
        page,
        rowsRead,
        1,
        shown,
        true,
      ]);
    expect(shown).toBeGreaterThanOrEqual(THREADS_A_PAGE);
    costs.push([whole.rowsRead, part.rowsRead]);
    query = /comments(\?after=[^"#&]+)/.exec(whole.result)?.[1] ?? "";
  }
  return costs;
}

it(
  `of ${SIZE} comments no more rows are read than of some hundred`,
  async () => {
    token = await aPaper();
    const [crowded, plain, other] = [
      await aStory(token, { headline: "Crowded" }),
      await aStory(token, { headline: "Plain" }),
      await aStory(token, { headline: "Another one" }),
    ];
    const began = performance.now();
    await fillDiscussion({ article: crowded.id, size: SIZE, at: AT + 1 });
    const seconds = (performance.now() - began) / 1_000;
    await fillDiscussion({ article: plain.id, size: 25 * THREADS_A_PAGE, at: AT + 2 });
    await fillDiscussion({ article: other.id, size: 1_000, at: AT + 3 });
    console.log(`${SIZE} comments were stored in ${seconds.toFixed(1)} s`);

    for (const limit of [1, 20, 100])
      for (const filter of [
        "",
        "&status=pending",
        "&status=deleted",
        `&article=${crowded.id}`,
        `&commenter=${BUSIEST}`,
        "&commenter=commenter-7",
        `&status=pending&article=${crowded.id}`,
        `&status=removed&article=${plain.id}`,
        `&status=pending&commenter=${BUSIEST}`,
        `&status=declined&commenter=commenter-7`,
        `&article=${other.id}&commenter=${BUSIEST}`,
        `&status=published&article=${other.id}&commenter=${BUSIEST}`,
      ])
        await listCosts(filter, limit);

    expect(await discussionCosts(crowded, 4)).toEqual(await discussionCosts(plain, 4));

    const posted = await measured(() => say(crowded.path));
    expect(posted.result.status).toBe(403);
    const json = { comments: { queueLimit: 100_000 } };
    await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
    const taken = await measured(() => aComment(crowded.path));
    expect(taken.rowsRead).toBeLessThan(80);
    await env.DB.prepare("UPDATE commenters SET secret_hash = ? WHERE id = ?")
      .bind(await sha256(SECRET), BUSIEST)
      .run();
    const busy = await measured(() => say(crowded.path, {}, { Cookie: `commenter=${SECRET}` }));
    expect(busy.result.status).toBe(201);
    expect(busy.rowsRead).toBeLessThan(80);
    const decision = await measured(() => decided(token, taken.result.id, { decision: "publish" }));
    expect(decision.rowsRead).toBeLessThan(120);
  },
  TIMEOUT_MS,
);
