import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { aDraft, aPaper, aStory, must, publish } from "../support/factories.ts";
import { request } from "../support/request.ts";

const WRITERS = 8;
const STORIES = 6;

interface Page {
  items: { id: string; type: string; data: { article?: { id: string } } }[];
  nextCursor: string | null;
}

function read(token: string, query: string): Promise<Page> {
  return must<Page>(200, request(`/api/v1/events?${query}`, { token }));
}

/** Ids of the events in the order in which D1 committed them. */
async function committed(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM events WHERE type IN ('article.published', 'article.updated') ORDER BY seq",
  ).all<{ id: string }>();
  return results.map(({ id }) => id);
}

it("a reader that polls while eight write misses nothing and sees nothing twice", async () => {
  const token = await aPaper();
  let isWriting = true;
  const write = async (writer: number) => {
    for (let n = 0; n < STORIES; n++) {
      const { id, revision } = await publish(
        token,
        await aDraft(token, { headline: `Story ${writer}.${n}` }),
      );
      const headers = { "If-Match": `"${revision}"` };
      const json = { headline: `Better ${writer}.${n}` };
      await must(200, request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }));
    }
  };
  const seen: string[] = [];
  const poll = async () => {
    let after = "";
    for (let isLast = false; !isLast; ) {
      isLast = !isWriting;
      for (let isMore = true; isMore; ) {
        const { items, nextCursor } = await read(token, `limit=7${after}`);
        seen.push(...items.map(({ id }) => id));
        if (nextCursor !== null) after = `&after=${nextCursor}`;
        isMore = nextCursor !== null;
      }
      await scheduler.wait(1);
    }
  };
  const polling = poll();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  isWriting = false;
  await polling;
  expect(seen).toHaveLength(WRITERS * STORIES * 2);
  expect(seen).toEqual(await committed());
}, 120_000);

it("goes on behind an event that a webhook told of", async () => {
  const token = await aPaper();
  const [first, second] = [await aStory(token), await aStory(token)];
  const all = await read(token, "");
  expect(all.items.map(({ data }) => data.article?.id)).toEqual([first.id, second.id]);
  const rest = await read(token, `after=${all.items[0]?.id}`);
  expect(rest.items).toEqual(all.items.slice(1));
  expect(await read(token, `after=${all.nextCursor}`)).toEqual({ items: [], nextCursor: null });
});

it("knows the contract's types alone", async () => {
  const token = await aPaper();
  const draft = await aDraft(token);
  await must(
    200,
    request(`/api/v1/articles/${draft.id}`, {
      method: "PATCH",
      token,
      json: { headline: "Another" },
      headers: { "If-Match": `"${draft.revision}"` },
    }),
  );
  expect(await read(token, "")).toEqual({ items: [], nextCursor: null });
});

it.each(["nonsense", "01900000-0000-7000-8000-000000000000", "MS4x.AAAAAAAAAAAAAAAAAAAAAA", ""])(
  "refuses the cursor %j",
  async (after) => {
    const token = await aPaper();
    expect((await request(`/api/v1/events?after=${after}`, { token })).status).toBe(400);
  },
);
