import {
  equal,
  holds,
  invalid,
  matches,
  members,
  page,
  problem,
  status,
  text,
  unlimited,
} from "../assert.ts";
import type { Check } from "../check.ts";
import { FORM } from "../commenter.ts";
import type { Site } from "../site.ts";

const UNKNOWN = "01900000-0000-7000-8000-000000000000";

/** CONTRACT §4: the reader's side. Each comment taken counts against five in a minute. */
export const comments: Check[] = [
  {
    part: "§4",
    title: "the discussion has a form that works without script, with a hidden field, and the policy",
    needs: "nothing",
    async run(site) {
      const path = `${await site.articlePath()}/comments`;
      const { text: html } = page(await site.ask(path));
      matches("the form", html, new RegExp(`<form[^>]*method="post"[^>]*action="${path}"`));
      for (const field of ["name", "body", "website"])
        matches("a field", html, new RegExp(`name="${field}"`));
    },
  },
  {
    part: "§4",
    title: "a form from another site, or from nowhere: 403 cross_site",
    needs: "nothing",
    async run(site) {
      const path = `${await site.articlePath()}/comments`;
      for (const origin of [{ Origin: "https://example.net" }, {}]) {
        const headers = { ...FORM, Accept: "application/json", ...origin };
        const answer = await site.ask(path, { method: "POST", body: "name=A&body=B", headers });
        problem(unlimited(answer), 403, "cross_site");
      }
    },
  },
  {
    part: "§4",
    title: "a comment as JSON: 201 {id, status, receiptUrl}",
    needs: "token",
    async run(site) {
      const json = (await site.commenter.first()).json();
      equal("members", Object.keys(json).sort(), ["id", "receiptUrl", "status"]);
      equal("status", json.status, "pending");
      holds(
        String(json.receiptUrl).startsWith(`${await site.url()}/comments/receipts/`),
        "a receipt on this site",
        String(json.receiptUrl),
      );
      const token = String(json.receiptUrl).split("/").at(-1) ?? "";
      holds(token.length >= 22, "at least 128 bits in the receipt's link", token);
    },
  },
  {
    part: "§4",
    title: "the browser is given its secret: HttpOnly, SameSite=Lax, no-store",
    needs: "token",
    async run(site) {
      const answer = await site.commenter.first();
      const [cookie = ""] = answer.headers.getSetCookie();
      const isHttps = (await site.url()).startsWith("https:");
      matches(
        "Set-Cookie",
        cookie,
        isHttps ? /^__Host-commenter=[\w-]{22,}.*Secure/i : /^commenter=[\w-]{22,}/,
      );
      for (const attribute of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//i])
        matches("Set-Cookie", cookie, attribute);
      matches("Cache-Control", answer.header("Cache-Control"), /no-store/);
    },
  },
  {
    part: "§4",
    title: "the same text again: 200 with the first receipt, nothing new",
    needs: "token",
    async run(site) {
      const first = (await site.commenter.first()).json();
      const again = await site.commenter.send({ name: "Rita Reader", body: site.commenter.textOf("first") });
      equal("the answer", status(again, 200).json(), first);
      equal(
        "comments",
        (await site.commenter.listed()).filter(({ body }) => body === site.commenter.textOf("first")).length,
        1,
      );
    },
  },
  {
    part: "§4",
    title: "the hidden field filled in: 422 automated",
    needs: "token",
    async run({ commenter }) {
      await commenter.first();
      problem(
        await commenter.send({ name: "Robot", body: "Buy!", website: "https://example.net" }),
        422,
        "automated",
      );
    },
  },
  {
    part: "§4",
    title: "an unknown member: 422 with its path; an unknown parent: 422 unknown_parent",
    needs: "token",
    async run({ commenter }) {
      await commenter.first();
      invalid(await commenter.send({ name: "Rita Reader", body: "Text", nonsense: 1 }), "nonsense");
      problem(
        await commenter.send({ name: "Rita Reader", body: "Text", parentId: UNKNOWN }),
        422,
        "unknown_parent",
      );
    },
  },
  {
    part: "§4",
    title: "an author's name: 422 name_reserved, however it is disguised",
    needs: "token",
    async run({ commenter }) {
      await commenter.first();
      problem(
        await commenter.send({ name: "CONNY\u200b \u202eFormann", body: "It is me." }),
        422,
        "name_reserved",
      );
    },
  },
  {
    part: "§4",
    title: "a browser's form: 303 to the receipt, on this site",
    needs: "token",
    async run(site) {
      await site.commenter.first();
      const sent = await site.commenter.sendForm({
        name: "Rita\u202e Reader",
        body: formText(site),
        website: "",
      });
      matches("Location", status(sent, 303).header("Location"), /\/comments\/receipts\/[\w-]{22,}$/);
      matches("Cache-Control", sent.header("Cache-Control"), /no-store/);
      const stored = (await site.commenter.listed()).find(({ body }) => body === formText(site));
      equal("name without bidi controls", stored?.name, "Rita Reader");
    },
  },
  {
    part: "§4",
    title: "a receipt: no-store, noindex, no-referrer, with what was written",
    needs: "token",
    async run(site) {
      const { receiptUrl } = (await site.commenter.first()).json();
      const receipt = page(await site.ask(new URL(text("receiptUrl", receiptUrl)).pathname));
      equal("Referrer-Policy", receipt.header("Referrer-Policy"), "no-referrer");
      matches("Cache-Control", receipt.header("Cache-Control"), /no-store/);
      matches("X-Robots-Tag or meta", receipt.header("X-Robots-Tag") + receipt.text, /noindex/);
      matches("the text", receipt.text, new RegExp(site.commenter.textOf("first")));
    },
  },
  {
    part: "§4",
    title: "an unknown receipt: 404",
    needs: "nothing",
    async run(site) {
      page(await site.ask(`/comments/receipts/${"x".repeat(43)}`), 404);
    },
  },
  {
    part: "§4",
    title: "comments closed: 403 comments_closed, and the page says so",
    needs: "token",
    async run(site) {
      await site.commenter.first();
      const { path } = await site.newsroom.published({ comments: "closed" });
      problem(
        await site.commenter.send({ name: "Rita Reader", body: "Late." }, path),
        403,
        "comments_closed",
      );
      const discussion = page(await site.ask(`${path}/comments`));
      holds(!discussion.text.includes("<form"), "no form where comments are closed", "a form");
      const fragment = status(await site.ask(`${path}/comments/fragment`), 200);
      holds(!fragment.text.includes("?reply="), "nothing to reply with where comments are closed", "a link");
    },
  },
  {
    part: "§4",
    title: "a comment as read has every member",
    needs: "token",
    async run(site) {
      const { id } = (await site.commenter.first()).json();
      const comment = (await site.commenter.listed()).find((listed) => listed.id === id);
      const story = await site.commenter.story();
      members("the comment", comment, [
        "id",
        "parentId",
        "name",
        "body",
        "status",
        "standing",
        "createdAt",
        "decision",
      ]);
      equal("article", comment?.article, { id: story.id, url: story.json.url, headline: story.headline });
      equal(
        "status, standing, decision",
        [comment?.status, comment?.standing, comment?.decision],
        ["pending", "new", null],
      );
    },
  },
];

/** Markup, which stays text, and a link. */
export function formText(site: Site): string {
  return `${site.commenter.textOf("form's")} <b>bold</b> https://example.org/page`;
}
