import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request } from "../support/request.ts";

const put = (token: string, slug: string, json: unknown) =>
  request(`/api/v1/topics/${slug}`, { method: "PUT", token, json });
const says = async (path: string, text: string) => (await (await request(path)).text()).includes(text);
const read = (token: string, { id }: ArticleJson) => must(200, request(`/api/v1/articles/${id}`, { token }));
const patch = (token: string, { id, revision }: ArticleJson, json: unknown) =>
  must(
    200,
    request(`/api/v1/articles/${id}`, {
      method: "PATCH",
      token,
      json,
      headers: { "If-Match": `"${revision}"` },
    }),
  );

it("a renamed topic carries its new name on its articles and their pages", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Syria", "Peace"] });
  await request(story.path);
  const named = { name: "Syria and its neighbours", description: "Where it began." };
  expect(await must(200, put(token, "syria", named))).toEqual({ slug: "syria", ...named });
  expect((await read(token, story)).topics).toEqual(["Syria and its neighbours", "Peace"]);
  await vi.waitFor(async () => expect(await says(story.path, "Syria and its neighbours")).toBe(true));
  expect(await says("/topics/syria", "Where it began.")).toBe(true);
});

it("an edit under the new name stays with the renamed topic", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Syria"] });
  await must(200, put(token, "syria", { name: "The Levant" }));
  const edited = await patch(token, story, { headline: "Another headline", topics: ["The Levant", "Peace"] });
  expect(edited.topics).toEqual(["The Levant", "Peace"]);
  const { results } = await env.DB.prepare("SELECT slug FROM topics ORDER BY slug").all();
  expect(results).toEqual([{ slug: "peace" }, { slug: "syria" }]);
});

it("a topic can't take the name of another one", async () => {
  const token = await aPaper();
  await aDraft(token, { topics: ["Syria", "Iraq"] });
  const refused = await put(token, "syria", { name: "Iraq!" });
  expect([refused.status, (await problemOf(refused)).code]).toEqual([409, "wrong_state"]);
  expect((await put(token, "syria", { name: "—!?" })).status).toBe(422);
  const one = await must(200, request("/api/v1/topics/syria", { token }));
  expect(one).toEqual({ slug: "syria", name: "Syria", description: "" });
});

it("a deleted topic is taken off its articles, in one batch with its page", async () => {
  const token = await aPaper();
  const story = await aStory(token, { topics: ["Syria", "Peace", "Harbour"] });
  const other = await aStory(token, { headline: "Near", topics: ["Peace"] });
  expect((await request("/topics/syria")).status).toBe(200);
  await request(story.path);
  expect((await request("/api/v1/topics/syria", { method: "DELETE", token })).status).toBe(204);
  expect((await read(token, story)).topics).toEqual(["Peace", "Harbour"]);
  expect((await request("/topics/syria")).status).toBe(404);
  await vi.waitFor(async () => expect(await says(story.path, "/topics/syria")).toBe(false));
  expect(await says(story.path, other.path)).toBe(true);
  expect((await patch(token, await read(token, story), { headline: "On" })).topics).toEqual([
    "Peace",
    "Harbour",
  ]);
});
