import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { cron } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { type Problem, request, tokenOf } from "../support/request.ts";
import { age, articlesMade, deedsDone, keysKept, loseAnswers, postUnder, told } from "../support/retries.ts";

const DAY_MS = 86_400_000;
const json = { headline: "The harbour opens again" };
const first = { status: 201, isReplay: false };

function problemIn({ body }: { body: string }): Problem {
  return JSON.parse(body) as Problem;
}

it("gives the first answer again, and makes one article", async () => {
  const token = await aPaper();
  const made = await postUnder("k1", "/articles", { token, json });
  expect(made).toMatchObject(first);
  expect(made.location).toMatch(/^\/api\/v1\/articles\/.+/);
  expect(made.etag).toBe('"1"');
  const { id } = JSON.parse(made.body) as ArticleJson;
  const headers = { "If-Match": '"1"' };
  await must(
    200,
    request(`/api/v1/articles/${id}`, { method: "PATCH", token, json: { label: "New" }, headers }),
  );
  expect(await postUnder("k1", "/articles", { token, json })).toEqual({ ...made, isReplay: true });
  expect(await articlesMade()).toBe(1);
});

it("says of a replay what holds of every answer of the API", async () => {
  const token = await aPaper();
  await postUnder("k1", "/articles", { token, json });
  const again = await request("/api/v1/articles", { token, json, headers: { "Idempotency-Key": "k1" } });
  expect(again.headers.get("Cache-Control")).toBe("no-store, no-transform");
  expect(again.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
  expect(again.headers.get("X-Content-Type-Options")).toBe("nosniff");
});

it("takes a key as it stands and as a structured string", async () => {
  const token = await aPaper();
  const made = await postUnder("k 1", "/articles", { token, json });
  expect(await postUnder('"k 1"', "/articles", { token, json })).toEqual({ ...made, isReplay: true });
  expect(await postUnder("k".repeat(255), "/articles", { token, json })).toMatchObject(first);
});

it.each(["", '""', "k".repeat(256), "a\tb"])("refuses %j as a key", async (key) => {
  const token = await aPaper();
  const refused = await postUnder(key, "/articles", { token, json });
  expect([refused.status, problemIn(refused).code]).toEqual([400, "bad_request"]);
  expect(await articlesMade()).toBe(0);
});

it("refuses a key for another body, path, parameter or type", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  await postUnder("k1", "/articles", { token, json });
  const before = await deedsDone();
  const under = (path: string, type: string, body: string) =>
    told(
      request(`/api/v1${path}`, {
        token,
        body,
        headers: { "Idempotency-Key": "k1", "Content-Type": type },
      }),
    );
  for (const refused of [
    await under("/articles", "application/json", '{"headline":"Another"}'),
    await under("/articles", "application/json", `${JSON.stringify(json)} `),
    await under("/articles", "text/plain", JSON.stringify(json)),
    await under("/articles", "application/json", "{"),
    await under(`/articles/${story.id}/corrections`, "application/json", JSON.stringify(json)),
    await under("/media?alt=x", "application/json", JSON.stringify(json)),
  ]) {
    expect([refused.status, problemIn(refused).code]).toEqual([422, "idempotency_key_reused"]);
    expect(refused.isReplay).toBe(false);
  }
  expect(await deedsDone()).toBe(before);
});

it("keeps the keys of each token apart", async () => {
  const [one, other] = [await aPaper(), await tokenOf("writer")];
  await postUnder("k1", "/articles", { token: one, json });
  const made = await postUnder("k1", "/articles", { token: other, json: { headline: "Mine" } });
  expect(made).toMatchObject(first);
  expect(await articlesMade()).toBe(2);
});

it("checks token and role before it tells what a key did", async () => {
  const token = await aPaper();
  await postUnder("k1", "/articles", { token, json });
  expect((await postUnder("k1", "/articles", { token: "dl_none", json })).status).toBe(401);
  const moderator = await tokenOf("moderator");
  expect((await postUnder("k1", "/articles", { token: moderator, json })).status).toBe(403);
  expect(await articlesMade()).toBe(1);
});

it("leaves the key of a refused request free", async () => {
  const token = await aPaper();
  for (const wrong of [{ headline: "" }, { ...json, section: "nowhere" }])
    expect((await postUnder("k1", "/articles", { token, json: wrong })).status).toBe(422);
  expect(await keysKept()).toBe(0);
  expect(await postUnder("k1", "/articles", { token, json })).toMatchObject(first);
});

it("claims no key for a verb that has lost", async () => {
  const token = await aPaper();
  const gone = await withdraw(token, await aStory(token));
  const path = `/articles/${gone.id}/corrections`;
  expect((await postUnder("k1", path, { token, json: { text: "It was Tuesday." } })).status).toBe(409);
  expect(await keysKept()).toBe(0);
});

it("draws the answer anew where a crash left none, and keeps that", async () => {
  const token = await aPaper();
  const made = await postUnder("k1", "/articles", { token, json });
  await loseAnswers();
  expect(await postUnder("k1", "/articles", { token, json })).toEqual({ ...made, isReplay: true });
  expect(await env.DB.prepare("SELECT answer FROM idempotency_keys").first("answer")).toContain("harbour");
  expect(await articlesMade()).toBe(1);
});

it("frees a key after 24 hours, before cron comes", async () => {
  const token = await aPaper();
  await postUnder("k1", "/articles", { token, json });
  await age(DAY_MS - 60_000);
  expect((await postUnder("k1", "/articles", { token, json })).isReplay).toBe(true);
  await age(60_001);
  const anew = await postUnder("k1", "/articles", { token, json: { headline: "Another day" } });
  expect(anew).toMatchObject(first);
  expect([await articlesMade(), await keysKept()]).toEqual([2, 1]);
});

it("deletes by cron only what is older than 24 hours", async () => {
  const token = await aPaper();
  await postUnder("old", "/articles", { token, json });
  await age(DAY_MS);
  await postUnder("new", "/articles", { token, json });
  await cron();
  expect(await env.DB.prepare("SELECT group_concat(key) AS keys FROM idempotency_keys").first("keys")).toBe(
    "new",
  );
});

it("knows a form again whose boundary is another one", async () => {
  const token = await aPaper();
  const file = new File([await aPng(8, 8)], "a.png", { type: "image/png" });
  const send = (alt: string) => {
    const body = new FormData();
    body.append("file", file);
    body.append("alt", alt);
    return told(
      request("/api/v1/media", { method: "POST", token, body, headers: { "Idempotency-Key": "k1" } }),
    );
  };
  const made = await send("Grey");
  expect(made).toMatchObject(first);
  expect(await send("Grey")).toEqual({ ...made, isReplay: true });
  expect((await send("Gray")).status).toBe(422);
});

it("means nothing to other methods", async () => {
  const token = await aPaper();
  const headers = { "Idempotency-Key": "k1" };
  for (const name of ["World", "The World"]) {
    const put = { method: "PUT", token, json: { name }, headers };
    const answer = await request("/api/v1/sections/world", put);
    expect([answer.status, answer.headers.get("Idempotency-Replayed")]).toEqual([200, null]);
  }
  expect(await keysKept()).toBe(0);
});

it("costs nothing where there is no key", async () => {
  const token = await aPaper();
  for (let n = 0; n < 2; n++) await must(201, request("/api/v1/articles", { token, json }));
  expect([await articlesMade(), await keysKept()]).toEqual([2, 0]);
});
