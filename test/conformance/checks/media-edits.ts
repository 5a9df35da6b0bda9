import { objectsIn } from "../answer.ts";
import { equal, holds, members, problem, status, text } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Newsroom } from "../newsroom.ts";
import { JPEG, PNG } from "../pictures.ts";

/** CONTRACT §3: what can be done with a picture once it is there. */
export const mediaEdits: Check[] = [
  {
    part: "§3",
    title: "POST /media as a form with file, alt, caption, credit, licence, focus",
    needs: "token",
    async run(site) {
      const form = new FormData();
      form.append("file", new File([PNG.slice()], "probe.png"));
      for (const [name, value] of [
        ["alt", "A form's dot"],
        ["focus", "0.25,0.75"],
      ] as const)
        form.append(name, value);
      const request = new Response(form);
      const headers = { "Content-Type": request.headers.get("Content-Type") ?? "" };
      const body = new Uint8Array(await request.arrayBuffer());
      const made = status(await site.api("/media", { method: "POST", body, headers }), 201).json();
      members("the picture", made, ["id", "version", "width", "height", "url", "srcset"]);
      const read = status(await site.api(`/media/${made.id}`), 200).json();
      equal("alt and focus", [read.alt, read.focus], ["A form's dot", { x: 0.25, y: 0.75 }]);
      status(await site.api(`/media/${made.id}`, { method: "DELETE" }), 204);
    },
  },
  {
    part: "§3",
    title: "PATCH /media/{id} is a merge patch; unknown members: 422",
    needs: "token",
    async run(site) {
      const id = await probe(site.newsroom, "alt=Before&caption=Kept");
      const patch = (json: unknown) => site.api(`/media/${id}`, { method: "PATCH", json });
      const after = status(await patch({ alt: "After", focus: { x: 0 } }), 200).json();
      equal(
        "alt, caption, focus",
        [after.alt, after.caption, after.focus],
        ["After", "Kept", { x: 0, y: 0.5 }],
      );
      status(await patch({ colour: "red" }), 422);
      status(await site.api(`/media/${id}`, { method: "DELETE" }), 204);
    },
  },
  {
    part: "§3",
    title: "GET /media lists pictures, newest first",
    needs: "token",
    async run(site) {
      const id = await probe(site.newsroom, "");
      const list = status(await site.api("/media?limit=1"), 200).json();
      members("the list", list, ["items", "nextCursor"]);
      equal("the newest", objectsIn(list.items)[0]?.id, id);
      status(await site.api(`/media/${id}`, { method: "DELETE" }), 204);
    },
  },
  {
    part: "§3",
    title: "PUT /media/{id}/file: a new version, shown by articles; the old address goes on answering",
    needs: "token",
    async run(site) {
      const id = await probe(site.newsroom, "alt=Dot");
      const source = `Text.\n\n![Dot](/media/${id}/1/original)`;
      const { path } = await site.newsroom.published({ body: { format: "markdown", source } });
      status(await site.ask(path), 200);
      const headers = { "Content-Type": "image/jpeg" };
      const put = await site.api(`/media/${id}/file`, { method: "PUT", body: JPEG, headers });
      equal("version", status(put, 200).json().version, 2);
      await site.soon(async () => {
        const page = status(await site.ask(path), 200);
        holds(page.text.includes(`/media/${id}/2/`), "the new version on the page", "the old one");
        holds(!page.text.includes(`/media/${id}/1/`), "only the new version", "the old one too");
      });
      equal("the new type", status(await site.ask(`/media/${id}/2/original`), 200).type, "image/jpeg");
      equal("the old type", status(await site.ask(`/media/${id}/1/original`), 200).type, "image/png");
    },
  },
  {
    part: "§3",
    title: "DELETE /media/{id} in use: 409 with where",
    needs: "token",
    async run(site) {
      const id = await probe(site.newsroom, "alt=Dot");
      const draft = await site.newsroom.draft({ lead: { media: id, caption: null } });
      const refused = await site.api(`/media/${id}`, { method: "DELETE" });
      problem(refused, 409, "in_use");
      equal(
        "usedBy",
        objectsIn(refused.json().usedBy).map((use) => use.id),
        [draft.id],
      );
      await site.newsroom.patch(draft, { lead: null });
      status(await site.api(`/media/${id}`, { method: "DELETE" }), 204);
      await site.soon(async () => void status(await site.ask(`/media/${id}/1/original`), 404));
    },
  },
  {
    part: "§3",
    title: "a body with a picture that is not there: 422",
    needs: "token",
    async run(site) {
      const source = "![x](/media/01900000-0000-7000-8000-000000000000/1/original)";
      const json = { headline: "x", body: { format: "markdown", source } };
      status(await site.api("/articles", { method: "POST", json }), 422);
    },
  },
];

async function probe(newsroom: Newsroom, query: string): Promise<string> {
  return text("id", status(await newsroom.upload(PNG, "image/png", query), 201).json().id);
}
