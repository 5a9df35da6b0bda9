import { contains, equal, holds, lacks, page, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { headings } from "../page.ts";

/** How long a soft invalidation may show the old page, in milliseconds. */
const SOFT_MS = 5_000;
const NOON = "2016-11-30T12:00:00.000Z";

/** CONTRACT §2: what changes a story is seen at once, wherever the story is named. */
export const purging: Check[] = [
  {
    part: "§2",
    title: "a 404 that was kept is gone as soon as the article is published there",
    needs: "token",
    async run(site) {
      const slug = `${site.newsroom.name}-awaited`;
      const draft = await site.newsroom.draft({ slug });
      const awaited = `/2016/11/30/${slug}`;
      page(await site.ask(awaited), 404);
      const { path } = await site.newsroom.publish(draft, { at: NOON });
      await site.soon(async () => void page(await site.ask(path)));
    },
  },
  {
    part: "§2",
    title: "publishing is seen at once on the front page and in the section",
    needs: "token",
    async run(site) {
      const lists = ["/", `/${await site.newsroom.section()}`, "/archive"];
      for (const list of lists) page(await site.ask(list));
      const { path } = await site.newsroom.published();
      for (const list of lists)
        await site.soon(async () => contains(page(await site.ask(list)), `href="${path}"`));
    },
  },
  {
    part: "§2",
    title: "an edit is seen at once: the page, its ETag, the front page and the section",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      const shown = [story.path, "/", `/${await newsroom.section()}`];
      const before = page(await site.ask(story.path));
      for (const path of shown.slice(1)) contains(page(await site.ask(path)), story.headline);
      const headline = `Edited in ${newsroom.name}`;
      await newsroom.patch(story, { headline });
      for (const path of shown) await site.soon(async () => contains(page(await site.ask(path)), headline));
      const after = page(await site.ask(story.path));
      equal("h1", headings(after), [headline]);
      holds(after.etag !== before.etag, "another ETag", after.etag);
      const stale = { "If-None-Match": before.header("ETag") };
      status(await site.ask(story.path, { headers: stale }), 200);
    },
  },
  {
    part: "§2",
    title: "a correction is seen at once",
    needs: "token",
    async run(site) {
      const { id, path } = await site.newsroom.published();
      page(await site.ask(path));
      const text = `A late correction of ${site.newsroom.name}.`;
      status(await site.api(`/articles/${id}/corrections`, { method: "POST", json: { text } }), 201);
      await site.soon(async () => contains(page(await site.ask(path)), text));
    },
  },
  {
    part: "§2",
    title: "a withdrawal is seen at once: 410, and gone from every list",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      const lists = ["/", `/${await newsroom.section()}`, "/archive"];
      for (const list of lists) contains(page(await site.ask(list)), `href="${story.path}"`);
      page(await site.ask(`${story.path}/comments`));
      await newsroom.withdraw(story);
      await site.soon(async () => void page(await site.ask(story.path), 410));
      for (const list of lists)
        await site.soon(async () => lacks(page(await site.ask(list)), `href="${story.path}"`));
      await site.soon(async () => void status(await site.ask(`${story.path}/comments`), 410));
    },
  },
  {
    part: "§2",
    title: "a withdrawn article that is published again is back at once, at the same path",
    needs: "token",
    async run(site) {
      const story = await site.newsroom.published();
      const gone = await site.newsroom.withdraw(story);
      await site.soon(async () => void page(await site.ask(story.path), 410));
      equal("path", (await site.newsroom.publish(gone)).path, story.path);
      await site.soon(async () => void page(await site.ask(story.path)));
    },
  },
  {
    part: "§2",
    title: "a brief shows in /in-short at once, and a withdrawn one leaves every rail",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      page(await site.ask("/in-short"));
      const brief = await newsroom.published({ kind: "brief", section: null, authors: [] });
      const link = `href="${brief.path}"`;
      await site.soon(async () => contains(page(await site.ask("/in-short")), link));
      const story = await newsroom.published();
      const shown = ["/", story.path];
      for (const path of shown) contains(page(await site.ask(path)), link);
      await newsroom.withdraw(brief);
      for (const path of [...shown, "/in-short"])
        await site.soon(async () => lacks(page(await site.ask(path)), link));
    },
  },
  {
    part: "§2",
    title: "a section's new name reaches its page within seconds",
    needs: "token",
    async run(site) {
      const slug = await site.newsroom.section();
      page(await site.ask(`/${slug}`));
      const put = async (name: string) =>
        status(await site.api(`/sections/${slug}`, { method: "PUT", json: { name } }), 200);
      await put(`${slug} renamed`);
      const seen = async (name: string) => equal("h1", headings(page(await site.ask(`/${slug}`))), [name]);
      await site.soon(() => seen(`${slug} renamed`), SOFT_MS);
      await put(slug);
      await site.soon(() => seen(slug), SOFT_MS);
    },
  },
];
