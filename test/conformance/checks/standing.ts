import { type JsonObject, objectsIn } from "../answer.ts";
import { contains, equal, holds, invalid, members, page, problem, status, text } from "../assert.ts";
import type { Check } from "../check.ts";
import { FORM } from "../commenter.ts";
import type { Site } from "../site.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";
const STATUSES = ["pending", "published", "declined", "removed", "deleted"];

/** CONTRACT §4: who commented, what they may, and what they can take back. */
export const standing: Check[] = [
  {
    part: "§4",
    title: "GET /comments/{id}: the comment, its context and its writer's record; unknown: 404",
    needs: "token",
    async run(site) {
      const comment = await firstComment(site);
      members("the comment", comment, [
        ...["id", "article", "parentId", "name", "body", "status", "standing", "createdAt", "decision"],
        ...["context", "commenter"],
      ]);
      members("the writer's record", comment.commenter, ["id", "standing"]);
      problem(await site.api(`/comments/${UNKNOWN}`), 404, "not_found");
    },
  },
  {
    part: "§4",
    title: "POST /comments/decisions: {items: [{id, status}]}; one that can't be decided: none is",
    needs: "token",
    async run(site) {
      const { id } = (await site.commenter.first()).json();
      const decline = { id, decision: "decline", ground: "spam" };
      const send = (...decisions: object[]) =>
        site.api("/comments/decisions", { method: "POST", json: { decisions } });
      problem(await send(decline, { ...decline, id: UNKNOWN }), 404, "not_found");
      invalid(await send({ id, decision: "remove" }), "decisions.0.ground");
      equal("items", status(await send(decline), 200).json().items, [{ id, status: "declined" }]);
      equal("items", status(await send({ id, decision: "publish" }), 200).json().items, [
        { id, status: "published" },
      ]);
    },
  },
  {
    part: "§4",
    title: "GET /commenters/{id}: the record; unknown: 404; the standing that nobody has: 422",
    needs: "token",
    async run(site) {
      const path = await commenterPath(site);
      members("the record", status(await site.api(path), 200).json(), ["id", "standing"]);
      problem(await site.api(`/commenters/${UNKNOWN}`), 404, "not_found");
      const json = { standing: "royal", reason: "Because." };
      invalid(await site.api(`${path}/standing`, { method: "PUT", json }), "standing");
    },
  },
  {
    part: "§4",
    title: "whom a moderator trusts is published at once",
    needs: "token",
    async run(site) {
      const put = async (json: object) =>
        await site.api(`${await commenterPath(site)}/standing`, { method: "PUT", json });
      const trusted = status(await put({ standing: "trusted", reason: "Known to us." }), 200).json();
      equal("standing", trusted.standing, "trusted");
      const sent = await site.commenter.send({ name: "Rita Reader", body: site.commenter.textOf("trusted") });
      equal("status", status(sent, 201).json().status, "published");
      status(await put({ standing: "previewed", reason: "Only for the test." }), 200);
    },
  },
  {
    part: "§1",
    title: "what this browser wrote, as JSON; without its cookie nobody's",
    needs: "token",
    async run(site) {
      await site.commenter.first();
      const mine = await site.ask("/comments/mine.json", { headers: { Cookie: site.commenter.cookie } });
      contains(status(mine, 200), site.commenter.textOf("first"));
      holds(mine.header("Cache-Control").includes("no-store"), "no-store", mine.header("Cache-Control"));
      const nobodys = await site.ask("/comments/mine.json");
      holds(!nobodys.text.includes(site.commenter.textOf("first")), "nobody's comments", "Rita's");
    },
  },
];

/** CONTRACT §4: deleting and erasing. Behind the limits, as nothing is left then. */
export const erasure: Check[] = [
  {
    part: "§4",
    title: "the commenter deletes a comment by its receipt; it can't be decided then",
    needs: "token",
    async run(site) {
      const { id, receiptUrl } = (await site.commenter.first()).json();
      const path = new URL(text("receiptUrl", receiptUrl)).pathname;
      const headers = { ...FORM, Origin: await site.url(), Cookie: site.commenter.cookie };
      status(await site.ask(`${path}/deletion`, { method: "POST", body: "", headers }), 303);
      page(await site.ask(path));
      equal("status", status(await site.api(`/comments/${id}`), 200).json().status, "deleted");
      problem(await site.commenter.decide(id, { decision: "publish" }), 409, "wrong_state");
    },
  },
  {
    part: "§4",
    title: "DELETE /commenters/{id}: names and texts go, what was decided stays",
    needs: "token",
    async run(site) {
      const path = await commenterPath(site);
      status(await site.api(path, { method: "DELETE" }), 204);
      const left = await site.commenter.listed();
      equal("names and texts", [...new Set(left.flatMap(({ name, body }) => [name, body]))], [""]);
      equal("states", [...new Set(left.map((comment) => comment.status))], ["deleted"]);
      const grounds = left.map(({ decision }) => (decision as JsonObject | null)?.ground ?? null);
      holds(grounds.some(Boolean), "a decision with its ground", JSON.stringify(grounds));
    },
  },
];

async function firstComment(site: Site): Promise<JsonObject> {
  const { id } = (await site.commenter.first()).json();
  const comment = status(await site.api(`/comments/${id}`), 200).json();
  holds(STATUSES.includes(String(comment.status)), "a status", String(comment.status));
  return comment;
}

async function commenterPath(site: Site): Promise<string> {
  const { commenter } = await firstComment(site);
  const [record] = objectsIn([commenter]);
  return `/commenters/${text("the commenter's id", record?.id)}`;
}
