import { isObject, objectsIn } from "../answer.ts";
import { equal, holds, matches, members, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";

/** CONTRACT §0: lost updates are impossible. */
export const edits: Check[] = [
  {
    part: "§0",
    title: "an article's ETag is its revision, and each change moves it",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      equal("revision of a new draft", draft.revision, 1);
      const changed = await newsroom.patch(draft, { label: "Moved" });
      equal("revision after a change", changed.revision, 2);
      equal("revision when read again", (await newsroom.read(draft.id)).revision, 2);
    },
  },
  {
    part: "§0",
    title: "a change without If-Match: 428",
    needs: "token",
    async run(site) {
      const { id, revision } = await site.newsroom.draft();
      const patch = await site.api(`/articles/${id}`, { method: "PATCH", json: { label: "Lost" } });
      problem(patch, 428, "precondition_required");
      const json = { state: "published" };
      problem(
        await site.api(`/articles/${id}/publication`, { method: "PUT", json }),
        428,
        "precondition_required",
      );
      equal("revision afterwards", (await site.newsroom.read(id)).revision, revision);
    },
  },
  {
    part: "§0",
    title: "a stale If-Match: 412, and the refused body is kept as an orphan {id, url}",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      await newsroom.patch(draft, { label: "First" });
      const { orphan } = problem(
        await newsroom.tryPatch(draft, { label: "Second" }),
        412,
        "revision_conflict",
      );
      members("orphan", orphan, ["id", "url"]);
      const { id, url } = isObject(orphan) ? orphan : {};
      matches("orphan.id", id, /^[\w-]+$/);
      matches("orphan.url", url, new RegExp(`/api/v1/articles/${draft.id}/orphans/${id}$`));
      equal("label afterwards", (await newsroom.read(draft.id)).json.label, "First");
    },
  },
  {
    part: "§3",
    title: "an orphan gives the refused body back, and the list of orphans names it",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const draft = await newsroom.draft();
      await newsroom.patch(draft, { label: "First" });
      const refused = { label: "Second", standfirst: "Not a sentence is lost." };
      const { orphan } = problem(await newsroom.tryPatch(draft, refused), 412, "revision_conflict");
      const { id } = isObject(orphan) ? orphan : {};
      const kept = status(await site.api(`/articles/${draft.id}/orphans/${id}`), 200).json();
      equal("the refused body", kept.body, refused);
      const { items } = status(await site.api(`/articles/${draft.id}/orphans`), 200).json();
      equal(
        "ids of the orphans",
        objectsIn(items).map((item) => item.id),
        [id],
      );
    },
  },
  {
    part: "§0",
    title: "a stale publication: 412 revision_conflict",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      await newsroom.patch(draft, { label: "First" });
      problem(await newsroom.putPublication(draft, { state: "published" }), 412, "revision_conflict");
      equal("status afterwards", (await newsroom.read(draft.id)).status, "draft");
    },
  },
  {
    part: "§0",
    title: 'If-Match: W/"n" counts as "n", and so does a list that has it',
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      status(await newsroom.tryPatch(draft, { label: "Weak" }, { "If-Match": `W/"${draft.revision}"` }), 200);
      const next = await newsroom.read(draft.id);
      status(
        await newsroom.tryPatch(next, { label: "List" }, { "If-Match": `"999", "${next.revision}"` }),
        200,
      );
    },
  },
  {
    part: "§0",
    title: "of two edits at once exactly one wins",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft();
      const both = await Promise.all(["One", "Two"].map((label) => newsroom.tryPatch(draft, { label })));
      const statuses = both.map((answer) => answer.status).sort();
      equal("statuses", statuses, [200, 412]);
      const winner = both.find((answer) => answer.status === 200);
      equal("label", (await newsroom.read(draft.id)).json.label, winner?.json().label);
      holds(winner !== undefined, "a winner", "none");
    },
  },
  {
    part: "§0",
    title: "an unknown article: 404 not_found",
    needs: "token",
    async run(site) {
      const id = "01900000-0000-7000-8000-000000000000";
      problem(await site.api(`/articles/${id}`), 404, "not_found");
      const ghost = { ...(await site.newsroom.draft()), id };
      problem(await site.newsroom.tryPatch(ghost, { label: "Ghost" }), 404, "not_found");
    },
  },
];
