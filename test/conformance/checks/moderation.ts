import { isObject } from "../answer.ts";
import { contains, equal, holds, lacks, matches, page, problem, status, text } from "../assert.ts";
import { type Check, Mismatch } from "../check.ts";
import { oncePer } from "../lazily.ts";
import type { Site } from "../site.ts";
import { formText } from "./comments.ts";

/** CONTRACT §4: the moderator's side, and what readers see of it. */
export const moderation: Check[] = [
  {
    part: "§4",
    title: "a decision needs a ground unless it publishes: 422; an unknown comment: 404",
    needs: "token",
    async run({ commenter }) {
      const { id } = (await commenter.first()).json();
      for (const json of [
        { decision: "decline" },
        { decision: "remove" },
        { decision: "decline", ground: "boring" },
      ]) {
        problem(await commenter.decide(id, json), 422, "invalid");
      }
      problem(await commenter.decide(`${id}0`, { decision: "publish" }), 404, "not_found");
    },
  },
  {
    part: "§4",
    title: "publish: status published, standing previewed, and the same again changes nothing",
    needs: "token",
    async run({ commenter }) {
      const { id } = (await commenter.first()).json();
      const published = status(await commenter.decide(id, { decision: "publish" }), 200).json();
      equal("status and standing", [published.status, published.standing], ["published", "previewed"]);
      const { decision } = published;
      holds(isObject(decision) && decision.decision === "publish", "the decision", JSON.stringify(decision));
      const again = status(await commenter.decide(id, { decision: "publish" }), 200).json();
      equal("the comment when decided again", again, published);
    },
  },
  {
    part: "§4",
    title: "one level of replies: a reply to a reply is 422 too_deep",
    needs: "token",
    async run(site) {
      const parentId = await reply(site);
      const tooDeep = await site.commenter.send({ name: "Rita Reader", body: "Deeper.", parentId });
      problem(tooDeep, 422, "too_deep");
    },
  },
  {
    part: "§4",
    title: "published comments are text in the fragment: no HTML, links with rel",
    needs: "token",
    async run(site) {
      const { commenter } = site;
      await reply(site);
      const form = (await commenter.listed()).find(({ body }) => body === formText(site));
      if (!form) throw new Mismatch("the form's comment in the list", "none");
      status(await commenter.decide(form.id, { decision: "publish" }), 200);
      const fragment = status(await site.ask(`${(await commenter.story()).path}/comments/fragment`), 200);
      for (const what of ["first", "reply"]) contains(fragment, commenter.textOf(what));
      contains(fragment, "&lt;b&gt;bold");
      matches("a link's rel", fragment.text, /<a [^>]*rel="ugc nofollow noopener"/);
      holds(!fragment.isPage, "the inner HTML alone", "a whole page");
    },
  },
  {
    part: "§4",
    title: "comments never touch the article's page",
    needs: "token",
    async run(site) {
      await site.commenter.first();
      const { path } = await site.commenter.story();
      const form = (await site.commenter.listed()).find(({ body }) => body === formText(site));
      if (!form) throw new Mismatch("the form's comment in the list", "none");
      const around = async () => {
        const before = page(await site.ask(path));
        status(await site.commenter.decide(form.id, { decision: "remove", ground: "spam" }), 200);
        return { before, after: page(await site.ask(path)) };
      };
      let { before, after } = await around();
      // Another story may have come beside it in between, though not each time.
      for (let looks = 1; looks < 3 && after.etag !== before.etag; looks++) {
        status(await site.commenter.decide(form.id, { decision: "publish" }), 200);
        ({ before, after } = await around());
      }
      equal("ETag", after.etag, before.etag);
      if (after.header("CF-Cache-Status")) equal("CF-Cache-Status", after.header("CF-Cache-Status"), "HIT");
    },
  },
  {
    part: "§4",
    title: "a removed comment leaves the fragment and the discussion at once",
    needs: "token",
    async run(site) {
      const { commenter } = site;
      const id = await reply(site);
      const path = `${(await commenter.story()).path}/comments`;
      for (const shown of [`${path}/fragment`, path]) {
        contains(status(await site.ask(shown), 200), commenter.textOf("reply"));
      }
      const decision = { decision: "remove", ground: "off_topic", note: `Note of ${site.newsroom.name}.` };
      const removed = status(await commenter.decide(id, decision), 200).json();
      equal("status", removed.status, "removed");
      for (const shown of [`${path}/fragment`, path]) {
        await site.soon(async () => lacks(status(await site.ask(shown), 200), commenter.textOf("reply")));
      }
    },
  },
  {
    part: "§4",
    title: "the receipt tells decision, ground and note",
    needs: "token",
    async run(site) {
      const { id, receiptUrl } = (await site.commenter.first()).json();
      const path = new URL(text("receiptUrl", receiptUrl)).pathname;
      const note = `A word to the writer from ${site.newsroom.name}.`;
      const shown: string[] = [];
      for (const ground of ["off_topic", "offensive"]) {
        status(await site.commenter.decide(id, { decision: "decline", ground, note }), 200);
        const receipt = page(await site.ask(path));
        contains(receipt, note);
        shown.push(receipt.text.replace(/<time[\s\S]*?<\/time>/g, ""));
      }
      holds(shown[0] !== shown[1], "another receipt where only the ground is another", "the same");
    },
  },
];

/** The id of a published reply to the first comment, made once a run. */
const reply = oncePer(async ({ commenter }: Site) => {
  const parentId = (await commenter.first()).json().id;
  status(await commenter.decide(parentId, { decision: "publish" }), 200);
  const sent = await commenter.send({ name: "Rita Reader", body: commenter.textOf("reply"), parentId });
  const id = text("id", status(sent, 201).json().id);
  status(await commenter.decide(id, { decision: "publish" }), 200);
  return id;
});
