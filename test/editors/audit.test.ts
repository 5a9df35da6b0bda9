import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aComment, decide } from "../support/comments.ts";
import { aDraft, aPaper, must, publish, withdraw } from "../support/factories.ts";
import { aPicture, replaceFile } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

interface Entry {
  id: string;
  at: string;
  actor: { id: string; name: string };
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  requestId: string;
}
interface List {
  items: Entry[];
  nextCursor: string | null;
}

const entries = (token: string, query = "?limit=100") =>
  must<List>(200, request(`/api/v1/audit${query}`, { token }));
const send = (method: string, token: string, path: string, json?: unknown, headers = {}) =>
  request(`/api/v1${path}`, { method, token, headers, ...(json === undefined ? {} : { json }) });

it("says who did what, when, to what, in which request", async () => {
  const publisher = await tokenOf("publisher");
  const editor = await tokenOf("editor", { name: "Mara" });
  const answer = await send("PUT", editor, "/topics/syria", { name: "Syria" });
  const { items, nextCursor } = await entries(publisher);
  const row = await env.DB.prepare("SELECT id FROM tokens WHERE name = 'Mara'").first("id");
  expect(nextCursor).toBeNull();
  expect(items).toEqual([
    {
      id: "1",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      actor: { id: row, name: "Mara" },
      action: "topic.put",
      subject: "syria",
      detail: {},
      requestId: answer.headers.get("X-Request-Id"),
    },
  ]);
});

it("goes on where the page before ended, with few rows, whatever is added", async () => {
  const publisher = await tokenOf("publisher");
  for (let n = 0; n < 30; n++) await send("PUT", publisher, `/topics/topic-${n}`, { name: `Topic ${n}` });
  const first = await entries(publisher, "?limit=10");
  await send("PUT", publisher, "/topics/late", { name: "Late" });
  const { result: second, rowsRead } = await measured(() =>
    entries(publisher, `?limit=10&cursor=${first.nextCursor}`),
  );
  expect(first.items.map(({ id }) => Number(id))).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
  expect(second.items.map(({ id }) => Number(id))).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12, 11]);
  expect(rowsRead).toBeLessThanOrEqual(40);
});

it("can't be rewritten, even by whoever holds the database", async () => {
  const publisher = await aPaper();
  for (const sql of [
    "UPDATE audit SET actor = 'nobody'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE seq = 1",
  ])
    await expect(env.DB.prepare(sql).run()).rejects.toThrow("audit is append-only");
  expect((await entries(publisher)).items).toHaveLength(2);
});

it("has an entry of every change, and none of a refused one", async () => {
  const token = await aPaper();
  const note = async <T>(action: string, work: () => Promise<T>): Promise<T> => {
    const before = (await entries(token)).items.length;
    const result = await work();
    const { items } = await entries(token);
    expect([action, items.length - before, items[0]?.action]).toEqual([action, 1, action]);
    return result;
  };
  const draft = await note("article.create", () => aDraft(token));
  const ifMatch = { "If-Match": `"${draft.revision}"` };
  const patch = () => send("PATCH", token, `/articles/${draft.id}`, { headline: "Second" }, ifMatch);
  await note("article.revise", patch);
  const story = await note("article.publish", () => publish(token, { ...draft, revision: 2 }));
  await note("article.correct", () =>
    send("POST", token, `/articles/${story.id}/corrections`, { text: "It was two." }),
  );
  await note("front.put", () => send("PUT", token, "/front", { lead: story.id }));
  const comment = await aComment(story.path);
  await note("comment.publish", () => decide(token, comment.id, { decision: "publish" }));
  await note("article.withdraw", () => withdraw(token, story));
  const { id } = (await note("media.add", () => aPicture(token))) as { id: string };
  await note("media.describe", () => send("PATCH", token, `/media/${id}`, { alt: "A dot" }));
  await note("media.replace", async () => replaceFile(token, id, await aPng(9, 9)));
  await note("media.delete", () => send("DELETE", token, `/media/${id}`));
  for (const [what, json] of Object.entries({
    section: { name: "X" },
    author: { name: "X" },
    topic: { name: "X" },
  })) {
    await note(`${what}.put`, () => send("PUT", token, `/${what}s/x`, json));
    await note(`${what}.delete`, () => send("DELETE", token, `/${what}s/x`));
    expect((await send("DELETE", token, `/${what}s/x`)).status).toBe(404);
  }
  const { id: tokenId } = (await note("token.make", () =>
    must(201, send("POST", token, "/tokens", { name: "X", role: "writer" })),
  )) as { id: string };
  await note("token.revoke", () => send("DELETE", token, `/tokens/${tokenId}`));
  await note("site.change", () => send("PATCH", token, "/site", { tagline: "All of it" }));
  const before = (await entries(token)).items.length;
  for (const [path, json] of [
    ["/sections/y", { name: "" }],
    ["/topics/y", { name: "!" }],
  ] as const)
    expect((await send("PUT", token, path, json)).status).toBe(422);
  expect((await send("DELETE", token, "/authors/mara-lind")).status).toBe(409);
  expect((await entries(token)).items).toHaveLength(before);
});
