import { objectsIn } from "../answer.ts";
import { equal, holds, invalid, lacks, members, page, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

/** CONTRACT §3: sections, authors and topics as lists, and their end. */
export const directory: Check[] = [
  {
    part: "§3",
    title: "GET /sections, /authors, /topics: lists, and one by its slug; unknown 404",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      await newsroom.story();
      const [author] = await newsroom.authors();
      const slugs = { sections: await newsroom.section(), authors: author, topics: "conformance" };
      for (const [list, slug] of Object.entries(slugs)) {
        const { items, nextCursor } = status(await site.api(`/${list}?limit=1`), 200).json();
        holds(objectsIn(items).length === 1, `one item of /${list}?limit=1`, JSON.stringify(items));
        holds(
          nextCursor === null || typeof nextCursor === "string",
          "nextCursor",
          JSON.stringify(nextCursor),
        );
        equal("slug", status(await site.api(`/${list}/${slug}`), 200).json().slug, slug);
        problem(await site.api(`/${list}/${newsroom.name}-nobody`), 404, "not_found");
        invalid(await site.api(`/${list}?limit=0`), "limit");
        problem(await site.api(`/${list}?cursor=forged`), 400, "bad_cursor");
      }
      const section = status(await site.api(`/sections/${slugs.sections}`), 200).json();
      members("a section", section, ["slug", "name", "description", "kind", "position"]);
      const one = status(await site.api(`/authors/${author}`), 200).json();
      members("an author", one, ["slug", "name", "email", "emailPublic", "bio"]);
    },
  },
  {
    part: "§3",
    title: "deleting a section or author in use: 409 in_use; unused: 204, then 404",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      await newsroom.story();
      const [author] = await newsroom.authors();
      for (const path of [`/sections/${await newsroom.section()}`, `/authors/${author}`])
        problem(await site.api(path, { method: "DELETE" }), 409, "in_use");
      for (const list of ["sections", "authors", "topics"]) {
        const path = `/${list}/${newsroom.name}-brief`;
        status(await site.api(path, { method: "PUT", json: { name: "Brief life" } }), 200);
        status(await site.api(path, { method: "DELETE" }), 204);
        problem(await site.api(path), 404, "not_found");
        problem(await site.api(path, { method: "DELETE" }), 404, "not_found");
      }
    },
  },
  {
    part: "§3",
    title: "PUT /topics/{slug} renames a topic on its articles; DELETE takes it off them",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const slug = `${newsroom.name}-topic`;
      const story = await newsroom.published({ topics: [slug] });
      const json = { name: `Renamed ${slug}`, description: `Said of ${slug}.` };
      equal("the topic", await put(site, slug, json), { slug, ...json });
      equal("topics", (await newsroom.read(story.id)).json.topics, [json.name]);
      page(await site.ask(`/topics/${slug}`));
      status(await site.api(`/topics/${slug}`, { method: "DELETE" }), 204);
      equal("topics", (await newsroom.read(story.id)).json.topics, []);
      lacks(page(await site.ask(`/topics/${slug}`), 404), json.description);
    },
  },
];

async function put(site: Site, slug: string, json: Record<string, string>) {
  return status(await site.api(`/topics/${slug}`, { method: "PUT", json }), 200).json();
}
