import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../src/http/ids.ts";
import {
  aComment,
  cookieOf,
  decided,
  everything,
  mainText,
  pathOfReceipt,
  press,
  rowsOf,
  say,
  setStanding,
  type Taken,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

let article: ArticleJson;
let token: string;

beforeEach(async () => {
  article = await aStory(await aPaper());
  token = await tokenOf("moderator");
});

/** Puts comments of a commenter into D1 as they stand there; `n` of them. */
async function storeOwn(commentId: string, n: number): Promise<void> {
  const insert = env.DB.prepare(
    `INSERT INTO comments (id, article, commenter, name, body, status, receipt_hash, created_at)
      SELECT ?1, article, commenter, 'Ana', 'Text ' || ?1, 'pending', ?1, ?2 FROM comments WHERE id = ?3`,
  );
  const at = Date.now() - 1_000_000;
  const rows = Array.from({ length: n }, (_, k) => insert.bind(newId(at + k), at + k, commentId));
  for (let k = 0; k < rows.length; k += 500) await env.DB.batch(rows.slice(k, k + 500));
}

describe("the commenter's page", () => {
  it("lists what this browser wrote, with status and receipt, and nothing of others", async () => {
    const mine = await aComment(article.path, { body: "My own words" });
    await aComment(article.path, { body: "Words of others" });
    await decided(token, mine.id, { decision: "decline", ground: "spam" });
    const html = await textOf("/comments/mine", { Cookie: mine.cookie });
    expect(html).toMatch(/Not published.*My own words/s);
    expect(html).toContain(`href="${pathOfReceipt(mine)}"`);
    expect(html).not.toContain("Words of others");
  });

  it("goes on page by page, the newest first", async () => {
    const mine = await aComment(article.path, { body: "The newest" });
    await storeOwn(mine.id, 45);
    let path = "/comments/mine";
    const bodies: string[] = [];
    for (let pages = 0; path !== "" && pages < 5; pages++) {
      const html = await textOf(path, { Cookie: mine.cookie });
      bodies.push(...[...html.matchAll(/<div dir="auto">([^<]*)<\/div>/g)].map(([, body = ""]) => body));
      path = /rel="next" href="([^"]*)"/.exec(html)?.[1] ?? "";
    }
    expect(bodies).toHaveLength(46);
    expect(new Set(bodies).size).toBe(46);
    expect(bodies[0]).toBe("The newest");
    expect(bodies.slice(1)).toEqual(bodies.slice(1).toSorted().toReversed());
  });

  it("reads no more for a thousand comments than for fifty", async () => {
    const rowsFor = async (n: number) => {
      const mine = await aComment(article.path);
      await storeOwn(mine.id, n);
      return (await measured(() => textOf("/comments/mine", { Cookie: mine.cookie }))).rowsRead;
    };
    const few = await rowsFor(50);
    expect(await rowsFor(1_000)).toBe(few);
    expect(few).toBeLessThanOrEqual(2 * 20 + 20);
  });

  it("has a cursor that fits no other commenter", async () => {
    const mine = await aComment(article.path);
    await storeOwn(mine.id, 25);
    const next = /rel="next" href="([^"]*)"/.exec(
      await textOf("/comments/mine", { Cookie: mine.cookie }),
    )?.[1];
    const other = await aComment(article.path);
    expect((await request(next ?? "", { headers: { Cookie: other.cookie } })).status).toBe(400);
  });

  it.each([
    ["new", "None has been published yet."],
    ["previewed", "An editor reads each of your comments before it appears."],
    ["trusted", "Your comments appear at once"],
    ["blocked", "Comments from this browser are not taken any more."],
  ])("says what being %s means", async (standing, expected) => {
    const mine = await aComment(article.path);
    await setStanding(mine.id, standing);
    expect(await mainText("/comments/mine", { Cookie: mine.cookie })).toContain(expected);
  });

  it.each(["", "commenter=short", `commenter=${"A".repeat(43)}`, "commenter=%00"])(
    "with cookie %j says what it is, and the way to recovery",
    async (cookie) => {
      const html = await textOf("/comments/mine", { Cookie: cookie });
      expect(html).toContain("There are no accounts");
      expect(html).toContain('href="/comments/recovery"');
      expect(html).not.toContain("/comments/mine/erasure");
    },
  );

  it("is private", async () => {
    const { cookie } = await aComment(article.path);
    const { headers } = await request("/comments/mine", { headers: { Cookie: cookie } });
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("X-Robots-Tag")).toBe("noindex");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  });
});

interface Exported {
  standing: string;
  since: string;
  standingChanges: { standing: string; reason: string | null }[];
  comments: {
    id: string;
    body: string;
    receiptUrl: string;
    decisions: { decision: string; note: string }[];
  }[];
}

describe("the export", () => {
  const exported = async (cookie: string) => {
    const response = await request("/comments/mine.json", { headers: { Cookie: cookie } });
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="comments.json"');
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    return await response.json<Exported>();
  };

  it("has texts, receipts, every decision and the standing", async () => {
    const mine = await aComment(article.path, { body: "My own words" });
    await aComment(article.path, { body: "Words of others" });
    const named = await tokenOf("moderator", { name: "Moderator Quill" });
    await decided(named, mine.id, { decision: "publish", note: "Fine." });
    await decided(named, mine.id, { decision: "remove", ground: "spam", note: "Not fine." });
    const all = await exported(mine.cookie);
    expect(all).toMatchObject({
      standing: "previewed",
      standingChanges: [{ before: "new", standing: "previewed", reason: null }],
      comments: [
        {
          id: mine.id,
          body: "My own words",
          status: "removed",
          receiptUrl: mine.receiptUrl,
          article: { id: article.id, headline: article.headline },
          decisions: [
            { decision: "publish", note: "Fine." },
            { decision: "remove", ground: "spam", note: "Not fine." },
          ],
        },
      ],
    });
    expect(JSON.stringify(all)).not.toMatch(/Quill|Words of others/);
  });

  it("has thousands, each once", async () => {
    const mine = await aComment(article.path);
    await storeOwn(mine.id, 2_500);
    const { comments } = await exported(mine.cookie);
    expect(comments).toHaveLength(2_501);
    expect(new Set(comments.map(({ id }) => id)).size).toBe(2_501);
  });

  it("is not there without a secret", async () => {
    const response = await request("/comments/mine.json");
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });
});

describe("cutting off other browsers", () => {
  const renew = (cookie: string) => press("/comments/mine/renewal", {}, { Cookie: cookie });

  it("gives this browser a new secret and voids the old one and the code", async () => {
    const mine = await aComment(article.path, { body: "My own words" });
    const made = await press(`${pathOfReceipt(mine)}/recovery`, {}, { Cookie: mine.cookie });
    const code = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/.exec(await made.text())?.[0] ?? "";
    const renewed = await renew(mine.cookie);
    expect(renewed.headers.get("Location")).toBe("/comments/mine?done=renewed");
    const cookie = cookieOf(renewed);
    expect(cookie).not.toBe(mine.cookie);
    expect(await mainText("/comments/mine", { Cookie: cookie })).toContain("My own words");
    expect(await mainText("/comments/mine", { Cookie: mine.cookie })).not.toContain("My own words");
    expect((await request(pathOfReceipt(mine))).status).toBe(404);
    expect((await press("/comments/recovery", { code })).status).toBe(422);
  });

  it("makes thousands of receipts anew", async () => {
    const mine = await aComment(article.path);
    await storeOwn(mine.id, 6_000);
    const cookie = cookieOf(await renew(mine.cookie));
    const all = await (
      await request("/comments/mine.json", { headers: { Cookie: cookie } })
    ).json<Exported>();
    for (const { receiptUrl } of [all.comments[0], all.comments[3_000], all.comments[6_000]].filter(
      (each) => each !== undefined,
    ))
      expect((await request(pathOfReceipt({ receiptUrl }))).status).toBe(200);
  });

  it("keeps a blocked commenter blocked, and a trusted one trusted", async () => {
    const mine = await aComment(article.path);
    await setStanding(mine.id, "blocked");
    const cookie = cookieOf(await renew(mine.cookie));
    expect((await say(article.path, {}, { Cookie: cookie })).status).toBe(403);
    await setStanding(mine.id, "trusted");
    const taken = await (await say(article.path, {}, { Cookie: cookie })).json<Taken>();
    expect(taken.status).toBe("published");
  });

  it("loses nothing while comments come in", async () => {
    const mine = await aComment(article.path);
    const sent = [1, 2, 3].map(() => say(article.path, {}, { Cookie: mine.cookie }));
    const renewed = await renew(mine.cookie);
    await Promise.all(sent);
    const cookie = cookieOf(renewed) || mine.cookie;
    const html = await textOf("/comments/mine", { Cookie: cookie });
    const receipts = [...html.matchAll(/href="(\/comments\/receipts\/[\w-]{43})"/g)].map(
      ([, path = ""]) => path,
    );
    expect(receipts.length).toBeGreaterThan(0);
    for (const path of receipts) expect((await request(path)).status).toBe(200);
  });

  it("without a secret changes nothing", async () => {
    await aComment(article.path);
    const before = await everything();
    expect((await renew("")).headers.get("Location")).toBe("/comments/mine");
    expect(await everything()).toEqual(before);
  });

  it("from another site is refused", async () => {
    const { cookie } = await aComment(article.path);
    const headers = { Cookie: cookie, Origin: "https://evil.example" };
    expect((await press("/comments/mine/renewal", {}, headers)).status).toBe(403);
  });
});

describe("erasing everything", () => {
  it("takes names, texts and the secret; decisions stay; the cookie goes", async () => {
    const mine = await aComment(article.path, { name: "Ana Secretname", body: "A secret text" });
    await decided(token, mine.id, { decision: "decline", ground: "spam", note: "It quotes a secret text" });
    const response = await press("/comments/mine/erasure", { sure: "on" }, { Cookie: mine.cookie });
    expect(response.headers.get("Location")).toBe("/comments/mine?done=erased");
    expect(response.headers.get("Set-Cookie")).toMatch(/^commenter=; Max-Age=0; Path=\//);
    expect(await mainText("/comments/mine?done=erased")).toContain("Everything was erased.");
    expect(JSON.stringify(await everything())).not.toMatch(/Secretname|secret text/);
    expect(await rowsOf("decisions")).toMatchObject([{ decision: "decline", ground: "spam" }]);
    expect(await rowsOf("commenters")).toMatchObject([{ secret_hash: null, recovery_hash: null }]);
  });

  it("needs to be meant", async () => {
    const { cookie } = await aComment(article.path);
    expect((await press("/comments/mine/erasure", {}, { Cookie: cookie })).status).toBe(422);
    expect(await rowsOf("comments")).toMatchObject([{ status: "pending" }]);
  });

  it("from another site is refused", async () => {
    const { cookie } = await aComment(article.path);
    const headers = { Cookie: cookie, Origin: "https://evil.example" };
    expect((await press("/comments/mine/erasure", { sure: "on" }, headers)).status).toBe(403);
    expect(await rowsOf("comments")).toMatchObject([{ status: "pending" }]);
  });

  it("leaves a secret that speaks for nobody", async () => {
    const mine = await aComment(article.path);
    await setStanding(mine.id, "trusted");
    await press("/comments/mine/erasure", { sure: "on" }, { Cookie: mine.cookie });
    const taken = await (await say(article.path, {}, { Cookie: mine.cookie })).json<Taken>();
    expect(taken.status).toBe("pending");
    expect(await rowsOf("commenters")).toHaveLength(2);
  });
});
