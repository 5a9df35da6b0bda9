import { objectsIn } from "../answer.ts";
import { equal, invalid, page, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

/** CONTRACT §1, §3: where old paths lead. */
export const redirects: Check[] = [
  {
    part: "§1",
    title: "a moved slug: 301 to where the article stands now, in one step, .md and comments too",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      page(await site.ask(story.path));
      const once = await newsroom.patch(story, { slug: `${newsroom.name}-once` });
      const twice = await newsroom.patch(once, { slug: `${newsroom.name}-twice-moved` });
      const url = String(twice.json.url);
      page(await site.ask(twice.path));
      for (const path of [story.path, once.path])
        for (const suffix of ["", ".md", "/comments"]) await leads(site, path + suffix, url + suffix);
      await newsroom.withdraw(twice);
      for (const path of [story.path, once.path, twice.path]) page(await site.ask(path), 410);
    },
  },
  {
    part: "§3",
    title: "PUT /redirects/{path}: 301; DELETE: 204, then 404",
    needs: "token",
    async run(site) {
      const path = `/2016/11/30/${site.newsroom.name}`;
      const call = `/redirects/${encodeURIComponent(path)}`;
      page(await site.ask(path), 404);
      const kept = status(await site.api(call, { method: "PUT", json: { to: "/archive" } }), 200);
      equal("members", Object.keys(kept.json()).sort(), ["createdAt", "path", "to"]);
      const { url } = status(await site.api("/site"), 200).json();
      await leads(site, path, `${url}/archive`);
      const { items } = status(await site.api("/redirects?limit=100"), 200).json();
      equal("members of an item", Object.keys(objectsIn(items)[0] ?? {}).sort(), ["createdAt", "path", "to"]);
      status(await site.api(call, { method: "DELETE" }), 204);
      page(await site.ask(path), 404);
      problem(await site.api(call, { method: "DELETE" }), 404, "not_found");
    },
  },
  {
    part: "§3",
    title:
      "PUT /redirects/{path}: outside the grammar of pages or in a loop 422, where an article stands 409",
    needs: "token",
    async run(site) {
      const own = `/${site.newsroom.name}-loop`;
      for (const path of ["/old/page", "/search", "/a.html"]) invalid(await put(site, path, "/"), "path");
      for (const to of [own, "//evil.example", "http://plain.example", "javascript:alert(1)"])
        invalid(await put(site, own, to), "to");
      problem(await put(site, (await site.newsroom.story()).path, "/"), 409, "wrong_state");
    },
  },
];

async function put(site: Site, path: string, to: string) {
  return await site.api(`/redirects/${encodeURIComponent(path)}`, { method: "PUT", json: { to } });
}

async function leads(site: Site, path: string, to: string): Promise<void> {
  equal(`Location of ${path}`, status(await site.ask(path), 301).header("Location"), to);
}
