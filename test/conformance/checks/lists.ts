import { isObject, objectsIn } from "../answer.ts";
import { equal, holds, invalid, problem, status, text } from "../assert.ts";
import { type Check, Mismatch } from "../check.ts";
import { oncePer } from "../lazily.ts";
import type { Site } from "../site.ts";

const MAX_PAGES = 20;

/** CONTRACT §0: lists and their cursors. */
export const lists: Check[] = [
  {
    part: "§0",
    title: "a list is {items, nextCursor}",
    needs: "token",
    async run(site) {
      for (const list of ["/articles", "/comments"]) {
        const answer = status(await site.api(list), 200).json();
        equal(`members of ${list}`, Object.keys(answer).sort(), ["items", "nextCursor"]);
        holds(
          Array.isArray(answer.items) && answer.items.length <= 20,
          `at most 20 items of ${list}`,
          "more, or no array",
        );
      }
    },
  },
  {
    part: "§0",
    title: "a limit outside 1–100: 422",
    needs: "token",
    async run(site) {
      for (const limit of ["0", "101", "-1", "1.5", "ten"])
        invalid(await site.api(`/articles?limit=${limit}`), "limit");
      invalid(await site.api("/comments?limit=101"), "limit");
      for (const limit of [1, 100]) status(await site.api(`/articles?limit=${limit}`), 200);
    },
  },
  {
    part: "§0",
    title: "paging by cursor gives everything once",
    needs: "token",
    async run(site) {
      const expected = await threeDrafts(site);
      for (const limit of [1, 2]) {
        const found = await allIds(
          site,
          `/articles?section=${await site.newsroom.section()}&status=draft&limit=${limit}`,
        );
        equal(`distinct ids with limit ${limit}`, new Set(found).size, found.length);
        const missing = expected.filter((id) => !found.includes(id));
        holds(
          missing.length === 0,
          "every draft on some page",
          `${missing.length} of ${expected.length} missing`,
        );
      }
    },
  },
  {
    part: "§0",
    title: "a forged cursor: 400 bad_cursor",
    needs: "token",
    async run(site) {
      for (const forged of [
        "forged",
        "Zm9yZ2Vk.Zm9yZ2VkZm9yZ2VkZm9yZw",
        "%F0%9F%9B%B3",
        tampered(await someCursor(site)),
      ]) {
        problem(await site.api(`/articles?cursor=${forged}`), 400, "bad_cursor");
      }
    },
  },
  {
    part: "§0",
    title: "a cursor of another list: 400 bad_cursor",
    needs: "token",
    async run(site) {
      problem(await site.api(`/comments?cursor=${await someCursor(site)}`), 400, "bad_cursor");
    },
  },
  {
    part: "§0",
    title: "ids are URL-safe and sort by time",
    needs: "token",
    async run(site) {
      const ids = await threeDrafts(site);
      equal("ids in the order of their making", ids, [...ids].sort());
      holds(
        ids.every((id) => /^[\w-]+$/.test(id)),
        "URL-safe ids",
        ids.join(" "),
      );
    },
  },
  {
    part: "§3",
    title: "articles are listed by their newest change, and by section, author and status",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      await threeDrafts(site);
      const [author] = await newsroom.authors();
      const filters = {
        section: await newsroom.section(),
        author: author ?? "",
        status: "draft",
        limit: "100",
      };
      const answer = status(await site.api(`/articles?${new URLSearchParams(filters)}`), 200);
      const items = objectsIn(answer.json().items);
      holds(items.length >= 3, "at least three drafts", String(items.length));
      const times = items.map((item) => String(item.updatedAt));
      equal("updatedAt, newest first", times, times.toSorted().reverse());
      for (const item of items) {
        equal("status and section", [item.status, item.section], [filters.status, filters.section]);
        holds(
          Array.isArray(item.authors) && item.authors.includes(author),
          `author ${author}`,
          JSON.stringify(item.authors),
        );
      }
    },
  },
];

/** Three drafts, made once a run. */
const threeDrafts = oncePer(async ({ newsroom }: Site) => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n++) ids.push((await newsroom.draft()).id);
  return ids;
});

async function someCursor(site: Site): Promise<string> {
  await threeDrafts(site);
  return text("nextCursor", status(await site.api("/articles?limit=1"), 200).json().nextCursor);
}

/** The same cursor with another first character. */
function tampered(cursor: string): string {
  return (cursor.startsWith("M") ? "N" : "M") + cursor.slice(1);
}

async function allIds(site: Site, path: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: unknown;
  for (let n = 0; n < MAX_PAGES; n++) {
    const next = cursor === undefined ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const list = status(await site.api(path + next), 200).json();
    holds(isObject(list), "a list", "something else");
    ids.push(...objectsIn(list.items).map(({ id }) => String(id)));
    if (list.nextCursor === null) return ids;
    cursor = list.nextCursor;
  }
  throw new Mismatch(`an end of ${path}`, `more than ${MAX_PAGES} pages`);
}
