import { expect, it } from "vitest";
import { type ArticleJson, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { request } from "../support/request.ts";

const LISTS = ["/", "/world", "/archive", "/feed.xml", "/authors/mara-lind", "/topics/harbour"];

/** Every list that shows a story of this path. */
function listsOf({ path }: ArticleJson): string[] {
  const [day, month] = [path.slice(0, 11), path.slice(0, 8)];
  return [...LISTS, month, day, "/corrections"];
}

/** Which of the lists name the story; each is asked for twice, so that the second answer is the cache's. */
async function naming(story: ArticleJson, lists = listsOf(story)): Promise<string[]> {
  const found: string[] = [];
  for (const list of lists) {
    await (await request(list)).text();
    const response = await request(list);
    expect([list, response.headers.get("CF-Cache-Status")]).toEqual([list, "HIT"]);
    if ((await response.text()).includes(story.path)) found.push(list);
  }
  return found;
}

it("shows a story everywhere at once, and nowhere once it is withdrawn", async () => {
  const token = await aPaper();
  const first = await aStory(token, { headline: "The first", topics: ["Harbour"] });
  expect(await naming(first)).toEqual(listsOf(first).filter((list) => list !== "/corrections"));
  const story = await aStory(token, { headline: "The second", topics: ["Harbour"] });
  const json = { text: "It was another pier." };
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json }));
  await must(200, request("/api/v1/front", { method: "PUT", token, json: { lead: story.id } }));
  expect(await naming(story)).toEqual(listsOf(story));
  const gone = await withdraw(token, story);
  for (const list of listsOf(story))
    expect([list, (await (await request(list)).text()).includes(story.path)]).toEqual([list, false]);
  expect(await (await request(story.path.slice(0, 8))).text()).toContain("1 article<");
  await publish(token, gone);
  expect(await naming(story)).toEqual(listsOf(story));
  expect(await (await request(story.path.slice(0, 8))).text()).toContain("2 articles<");
});

it("takes a withdrawn brief out of rail, section, archive and topic at once", async () => {
  const token = await aPaper();
  const other = await aStory(token, { topics: ["Harbour"] });
  const brief = await aStory(token, { kind: "brief", topics: ["Harbour"], headline: "A brief" });
  const lists = ["/", other.path, "/in-short", "/world", "/archive", "/topics/harbour", "/authors/mara-lind"];
  expect(await naming(brief, lists)).toEqual(lists);
  await withdraw(token, brief);
  for (const list of lists)
    expect([list, (await (await request(list)).text()).includes(brief.path)]).toEqual([list, false]);
});
