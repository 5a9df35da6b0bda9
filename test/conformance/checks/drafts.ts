import { objectsIn } from "../answer.ts";
import { contains, equal, matches, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Article } from "../newsroom.ts";
import type { Site } from "../site.ts";

function putPreview(site: Site, { id, revision }: Article, json: unknown = {}) {
  const headers = { "If-Match": `"${revision}"` };
  return site.api(`/articles/${id}/preview`, { method: "PUT", json, headers });
}

/** CONTRACT §3: previews, revisions, and the deletion of drafts. */
export const drafts: Check[] = [
  {
    part: "§3",
    title: "a preview link shows a draft, is kept by nobody, and dies when revoked",
    needs: "token",
    async run(site) {
      const draft = await site.newsroom.draft();
      const { url, expiresAt } = status(await putPreview(site, draft), 200).json();
      const path = new URL(String(url)).pathname;
      matches("url", path, /^\/preview\/[\w-]{22,}$/);
      const days = (Date.parse(String(expiresAt)) - Date.now()) / 86_400_000;
      equal("days until it expires", Math.round(days), 7);
      const page = status(await site.ask(path), 200);
      contains(page, draft.headline);
      equal("Cache-Control", page.header("Cache-Control"), "no-store");
      matches("X-Robots-Tag", page.header("X-Robots-Tag"), /noindex/);
      equal("Referrer-Policy", page.header("Referrer-Policy"), "no-referrer");
      status(await site.api(`/articles/${draft.id}/preview`, { method: "DELETE" }), 204);
      status(await site.ask(path), 404);
    },
  },
  {
    part: "§0",
    title: "a preview needs If-Match like every PUT under an article",
    needs: "token",
    async run(site) {
      const draft = await site.newsroom.draft();
      const path = `/articles/${draft.id}/preview`;
      problem(await site.api(path, { method: "PUT", json: {} }), 428, "precondition_required");
      problem(await putPreview(site, { ...draft, revision: 99 }), 412, "revision_conflict");
      problem(await putPreview(site, draft, { expiresAt: "2016-11-30T07:13:00.000Z" }), 422, "invalid");
    },
  },
  {
    part: "§3",
    title: "revisions are kept whole, and restoring one makes a new one",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      const changed = await newsroom.patch(story, { headline: "Worse" });
      const path = `/articles/${story.id}/revisions`;
      const numbers = objectsIn(status(await site.api(path), 200).json().items).map(({ number }) => number);
      equal("numbers, newest first", numbers, [3, 2, 1]);
      const first = status(await site.api(`${path}/1`), 200).json();
      equal("revision 1", (first.article as { headline?: string }).headline, story.headline);
      const restored = status(await site.api(`${path}/1/restore`, { method: "POST" }), 200).json();
      equal("headline", restored.headline, story.headline);
      equal("revision", restored.revision, changed.revision + 1);
      equal("path", restored.path, story.path);
      status(await site.api(`${path}/99`), 404);
    },
  },
  {
    part: "§3",
    title: "a draft can be deleted; what was public can't",
    needs: "token",
    async run(site) {
      const draft = await site.newsroom.draft();
      status(await site.api(`/articles/${draft.id}`, { method: "DELETE" }), 204);
      status(await site.api(`/articles/${draft.id}`), 404);
      const { id } = await site.newsroom.published();
      status(await site.api(`/articles/${id}`, { method: "DELETE" }), 409);
    },
  },
];
