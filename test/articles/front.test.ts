import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aBrief, aDraft, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const put = (token: string, json: unknown) => request("/api/v1/front", { method: "PUT", token, json });
const get = (token: string) => must(200, request("/api/v1/front", { token }));
const rows = async (sql: string) => (await env.DB.prepare(sql).all()).results;

it("keeps a lead and pinned stories, and gives them back", async () => {
  const token = await aPaper();
  expect(await get(token)).toEqual({ lead: null, pinned: [] });
  const [a, b, c] = [await aStory(token), await aStory(token, { kind: "opinion" }), await aStory(token)];
  const front = { lead: b.id, pinned: [c.id, a.id] };
  expect(await must(200, put(token, front))).toEqual(front);
  expect(await get(token)).toEqual(front);
  expect(await must(200, put(token, { lead: null, pinned: [a.id] }))).toEqual({ lead: null, pinned: [a.id] });
  expect(await must(200, put(token, { lead: null, pinned: null }))).toEqual({ lead: null, pinned: [] });
});

it("notes event and audit entry in the same batch", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await must(200, put(token, { lead: story.id }));
  expect(await rows("SELECT type, subject FROM events WHERE type = 'front.updated'")).toHaveLength(1);
  const [entry] = await rows("SELECT actor_name, detail FROM audit WHERE action = 'front.put'");
  expect(entry).toEqual({ actor_name: "publisher", detail: JSON.stringify({ lead: story.id, pinned: [] }) });
});

it("refuses what is no published story or opinion, naming each member", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const draft = await aDraft(token);
  const brief = await aBrief(token, "A brief");
  const gone = await withdraw(token, await aStory(token));
  const response = await put(token, { lead: draft.id, pinned: [story.id, brief.id, gone.id, "nothing"] });
  expect(response.status).toBe(422);
  const { errors } = await problemOf(response);
  expect(errors?.map(({ path, code }) => [path, code])).toEqual([
    ["lead", "unknown"],
    ["pinned.1", "unknown"],
    ["pinned.2", "unknown"],
    ["pinned.3", "unknown"],
  ]);
  expect(await get(token)).toEqual({ lead: null, pinned: [] });
  expect(await rows("SELECT * FROM events WHERE type = 'front.updated'")).toEqual([]);
});

it("refuses doubles, more than ten, and what it does not know", async () => {
  const token = await aPaper();
  const [a, b] = [await aStory(token), await aStory(token)];
  const { errors } = await problemOf(await put(token, { lead: a.id, pinned: [b.id, a.id, b.id] }));
  expect(errors?.map(({ path, code }) => [path, code])).toEqual([
    ["pinned.1", "duplicate"],
    ["pinned.2", "duplicate"],
  ]);
  const eleven = await problemOf(await put(token, { pinned: Array(11).fill(a.id) }));
  expect([eleven.status, eleven.errors?.map(({ path }) => path)]).toEqual([422, ["pinned"]]);
  for (const json of [
    { leads: a.id },
    { lead: 7 },
    { lead: "" },
    { pinned: "x" },
    { pinned: [null] },
    [],
    null,
  ])
    expect([json, (await put(token, json)).status]).toEqual([json, 422]);
});

it("is an editor's, not a writer's or a moderator's", async () => {
  for (const role of ["writer", "moderator"] as const) {
    const token = await tokenOf(role);
    expect((await put(token, {})).status).toBe(403);
  }
  expect((await put(await tokenOf("editor"), {})).status).toBe(200);
});

it("forgets what was withdrawn, and knows it again when it is back", async () => {
  const token = await aPaper();
  const [a, b] = [await aStory(token), await aStory(token)];
  await must(200, put(token, { lead: a.id, pinned: [b.id] }));
  const gone = await withdraw(token, a);
  expect(await get(token)).toEqual({ lead: null, pinned: [b.id] });
  await publish(token, gone);
  expect(await get(token)).toEqual({ lead: a.id, pinned: [b.id] });
});
