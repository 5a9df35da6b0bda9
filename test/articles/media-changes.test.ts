import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { aPicture, type PictureJson, replaceFile, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const at = (id: string) => `/api/v1/media/${id}`;
const change = (token: string, id: string, json: unknown) =>
  request(at(id), { method: "PATCH", token, json });
const remove = (token: string, id: string) => request(at(id), { method: "DELETE", token });
const html = async (path: string) => await (await request(path)).text();
const led = ({ id }: PictureJson) => ({ lead: { media: id, caption: null } });

it("lists all pictures newest first, page by page", async () => {
  const token = await tokenOf("writer");
  const ids: string[] = [];
  for (let n = 1; n <= 5; n++) ids.unshift((await aPicture(token, n, n)).id);
  const listed: string[] = [];
  for (let cursor = ""; ; ) {
    const page = await must<{ items: PictureJson[]; nextCursor: string | null }>(
      200,
      request(`/api/v1/media?limit=2${cursor}`, { token }),
    );
    listed.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
  expect(listed).toEqual(ids);
  expect((await request("/api/v1/media?cursor=forged", { token })).status).toBe(400);
  expect((await request("/api/v1/media?limit=0", { token })).status).toBe(422);
});

it("changes by merge patch what is said, and only what is named", async () => {
  const token = await tokenOf("writer");
  const { id, ...was } = await aPicture(token, 8, 8, "?alt=A&caption=B&credit=C&licence=D&focus=0.2,0.3");
  const changed = await must<PictureJson>(
    200,
    change(token, id, { caption: "New", credit: null, focus: { y: 1 } }),
  );
  expect(changed).toEqual({ id, ...was, caption: "New", credit: "", focus: { x: 0.2, y: 1 } });
  expect(await must(200, request(at(id), { token }))).toEqual({ ...changed, usedBy: [] });
  for (const json of [{ colour: 1 }, { alt: "x\0" }, { focus: { x: 2 } }, { focus: "0,0" }, { width: 1 }, []])
    expect([json, (await change(token, id, json)).status]).toEqual([json, 422]);
});

it("shows a changed description on every page at once", async () => {
  const token = await aPaper();
  const picture = await aPicture(token, 32, 20, "?alt=Old&caption=Old%20caption");
  const { path } = await aStory(token, led(picture));
  for (const page of [path, "/", "/world"])
    expect([page, await html(page)]).toEqual([page, expect.stringContaining('alt="Old"')]);
  await must(
    200,
    change(token, picture.id, { alt: "New", caption: "New caption", focus: { x: 0, y: 0.96 } }),
  );
  for (const page of [path, "/", "/world"])
    expect([page, await html(page)]).toEqual([page, expect.stringContaining('alt="New" class="x0 y10"')]);
  expect(await html(path)).toContain("New caption");
});

it("keeps the alternative text of a published lead", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const story = await aStory(token, led(picture));
  const refused = await change(token, picture.id, { alt: null });
  expect([refused.status, await problemOf(refused)]).toMatchObject([
    409,
    { code: "in_use", errors: [{ path: "alt" }] },
  ]);
  expect(await must(200, request(at(picture.id), { token }))).toMatchObject({ alt: "Grey" });
  await must(200, change(token, picture.id, { caption: "Other members can be changed." }));
  await withdraw(token, story);
  await must(200, change(token, picture.id, { alt: "" }));
});

it("says where it is used, and can't be deleted there", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const story = await aStory(token, { ...led(picture), headline: "Led" });
  const draft = await aDraft(token, {
    headline: "Shown",
    body: { source: `![Text](/media/${picture.id}/1/original)` },
  });
  const usedBy = [
    { id: story.id, headline: "Led", url: story.url },
    { id: draft.id, headline: "Shown", url: null },
  ];
  expect((await must<PictureJson>(200, request(at(picture.id), { token }))).usedBy).toEqual(usedBy);
  const refused = await remove(token, picture.id);
  expect([refused.status, await problemOf(refused)]).toMatchObject([409, { code: "in_use", usedBy }]);
  expect((await request(`/media/${picture.id}/1/original`)).status).toBe(200);
  const writer = await tokenOf("writer");
  const seen = await must<PictureJson>(200, request(at(picture.id), { token: writer }));
  expect(seen.usedBy, "a writer does not see others' drafts").toEqual(usedBy.slice(0, 1));
});

it("deletes an unused picture with its files, through the cache", async () => {
  const token = await aPaper();
  const { id } = await aPicture(token, 900, 600);
  const draft = await aDraft(token, { lead: { media: id, caption: null } });
  const paths = ["original", "400.webp", "800.jpeg"].map((name) => `/media/${id}/1/${name}`);
  for (const path of paths) expect((await request(path)).status).toBe(200);
  expect((await remove(token, id)).status).toBe(409);
  const headers = { "If-Match": '"1"' };
  await must(
    200,
    request(`/api/v1/articles/${draft.id}`, { method: "PATCH", token, json: { lead: null }, headers }),
  );
  const gone = await remove(token, id);
  expect([gone.status, await gone.text()]).toEqual([204, ""]);
  for (const path of paths) expect([path, (await request(path)).status]).toEqual([path, 404]);
  expect((await env.MEDIA.list({ prefix: id })).objects).toEqual([]);
  for (const call of [request(at(id), { token }), remove(token, id), change(token, id, { alt: "x" })])
    expect((await call).status).toBe(404);
});

it("lets writers change their own pictures only, and editors all", async () => {
  const [own, other, editor] = [await tokenOf("writer"), await tokenOf("writer"), await tokenOf("editor")];
  const { id } = await aPicture(own);
  const png = await aPng(2, 2);
  for (const call of [change(other, id, { alt: "x" }), replaceFile(other, id, png), remove(other, id)])
    expect((await call).status).toBe(403);
  expect(await must(200, request(at(id), { token: other }))).toMatchObject({ version: 1, alt: "Grey" });
  for (const token of [own, editor]) await must(200, change(token, id, { alt: `By ${token}` }));
  await must(200, replaceFile(editor, id, png));
  expect((await remove(own, id)).status).toBe(204);
});

it("notes each change with who made it", async () => {
  const token = await tokenOf("editor");
  const { id } = await aPicture(token);
  await must(200, change(token, id, { alt: "x" }));
  await must(200, change(token, id, { alt: "x" }));
  await must(200, replaceFile(token, id, await aPng(2, 2)));
  await remove(token, id);
  const { results } = await env.DB.prepare("SELECT action FROM audit WHERE subject = ? ORDER BY rowid")
    .bind(id)
    .all();
  expect(results.map(({ action }) => action)).toEqual([
    "media.add",
    "media.describe",
    "media.replace",
    "media.delete",
  ]);
  const events = await env.DB.prepare("SELECT type FROM events WHERE subject = ? ORDER BY seq")
    .bind(id)
    .all();
  expect(events.results.map(({ type }) => type)).toEqual(["media.updated", "media.updated", "media.deleted"]);
});

it("names every page that shows it in one batch", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const stories: ArticleJson[] = [];
  for (let n = 0; n < 3; n++) stories.push(await aStory(token, { ...led(picture), headline: `Story ${n}` }));
  const { trips } = await measured(() => change(token, picture.id, { credit: "New" }));
  // The token, the picture, the batch, the site's address, and what dispatch does.
  expect(trips).toBeLessThanOrEqual(8);
  const row = await env.DB.prepare("SELECT data FROM events ORDER BY seq DESC LIMIT 1").first<{
    data: string;
  }>();
  expect(new Set(JSON.parse(row?.data ?? "").articles)).toEqual(new Set(stories.map(({ id }) => id)));
});

it("purges the whole paper where hundreds of stories show a picture", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  await env.DB.prepare(
    `INSERT INTO articles (id, kind, status, headline, language, lead_media, created_by, created_at, updated_at)
     SELECT 'a' || value, 'story', 'published', 'x', 'en', ?, 'x', 0, 0 FROM generate_series(1, 401)`.replace(
      "generate_series(1, 401)",
      `json_each('[${Array.from({ length: 401 }, (_, n) => n).join()}]')`,
    ),
  )
    .bind(picture.id)
    .run();
  await must(200, change(token, picture.id, { credit: "New" }));
  const row = await env.DB.prepare("SELECT data FROM events ORDER BY seq DESC LIMIT 1").first<{
    data: string;
  }>();
  expect(row?.data).toBe('{"isEverywhere":true}');
});

it("refuses a file that is no picture, and keeps the old one", async () => {
  const token = await tokenOf("writer");
  const { id } = await aPicture(token);
  expect((await replaceFile(token, id, "text")).status).toBe(415);
  expect((await upload(token, "", "", "image/png")).status).toBe(415);
  expect(
    (await request(`${at(id)}/file?alt=x`, { method: "PUT", token, body: await aPng(2, 2) })).status,
  ).toBe(422);
  expect(await must(200, request(at(id), { token }))).toMatchObject({ version: 1, width: 32 });
});
