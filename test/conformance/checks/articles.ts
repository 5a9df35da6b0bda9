import { equal, holds, invalid, matches, members, none, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";

const AS_WRITTEN = [
  "kind",
  "section",
  "label",
  "headline",
  "standfirst",
  "slug",
  "body",
  "language",
  "authors",
  "topics",
  "lead",
  "comments",
  "translationOf",
  "canonicalUrl",
];
const AS_READ = [
  "id",
  "status",
  "path",
  "url",
  "bodyHtml",
  "revision",
  "createdAt",
  "updatedAt",
  "publishedAt",
  "scheduledFor",
  "wordCount",
  "corrections",
  "source",
];

/** CONTRACT §3: articles before they are published. */
export const articles: Check[] = [
  {
    part: "§3",
    title: "POST /articles: 201 with Location, ETag and every member",
    needs: "token",
    async run(site) {
      const { json, id, status: state, path } = await site.newsroom.draft();
      members("the article", json, [...AS_WRITTEN, ...AS_READ]);
      equal("status and path", [state, path, json.url, json.publishedAt], ["draft", "", null, null]);
      const created = site.answers.findLast(
        (answer) => answer.status === 201 && answer.path === "/api/v1/articles",
      );
      matches("Location", created?.header("Location"), new RegExp(`/api/v1/articles/${id}$`));
    },
  },
  {
    part: "§3",
    title: "only a headline is needed for a draft",
    needs: "token",
    async run({ newsroom }) {
      const bare = { section: null, authors: [], body: null, standfirst: "" };
      const { json } = await newsroom.draft({ headline: "Probe of a bare draft", ...bare });
      equal("kind and comments", [json.kind, json.comments], ["story", "open"]);
      equal("lists", [json.authors, json.topics, json.corrections], [[], [], []]);
    },
  },
  {
    part: "§3",
    title: "an article reads as it was written",
    needs: "token",
    async run({ newsroom }) {
      const written = {
        kind: "opinion",
        label: "Comment",
        topics: ["Syria", "São Tomé"],
        comments: "held",
        language: "de",
        slug: `${newsroom.name}-as-written`,
        canonicalUrl: "https://example.org/a",
      };
      const { id } = await newsroom.draft(written);
      const { json } = await newsroom.read(id);
      for (const [name, value] of Object.entries(written)) equal(name, json[name], value);
      matches("bodyHtml", json.bodyHtml, /<p>Body of /);
      holds(Number(json.wordCount) >= 5, "a wordCount", String(json.wordCount));
    },
  },
  {
    part: "§3",
    title: "PATCH is a JSON Merge Patch: null removes, what is not named stays",
    needs: "token",
    async run({ newsroom }) {
      const draft = await newsroom.draft({ label: "Probe", topics: ["One", "Two"] });
      const { json } = await newsroom.patch(draft, {
        label: null,
        topics: ["Three"],
        body: { source: "Changed." },
      });
      equal("label", json.label, null);
      equal("topics", json.topics, ["Three"]);
      equal("body", json.body, { format: "markdown", source: "Changed." });
      equal("headline", json.headline, draft.headline);
    },
  },
  {
    part: "§3",
    title: "a section, author or picture that is not there: 422",
    needs: "token",
    async run(site) {
      const post = (json: unknown) => site.api("/articles", { method: "POST", json });
      invalid(await post({ headline: "Probe", section: `${site.newsroom.name}-none` }), "section");
      problem(await post({ headline: "Probe", authors: [`${site.newsroom.name}-none`] }), 422, "invalid");
      invalid(await post({ headline: "Probe", lead: { media: "none", caption: null } }), "lead.media");
    },
  },
  {
    part: "§3",
    title: "a slug outside its grammar: 422",
    needs: "token",
    async run(site) {
      for (const slug of ["Upper", "two words", "a/b", "-a", "a--b", "x".repeat(81), "..", ""]) {
        invalid(await site.api("/articles", { method: "POST", json: { headline: "Probe", slug } }), "slug");
      }
    },
  },
  {
    part: "§3",
    title: "what can't be published: 409 with what is missing",
    needs: "token",
    async run({ newsroom }) {
      const lacking = [{ body: null }, { section: null }, { authors: [] }];
      for (const members of lacking) {
        const answer = await newsroom.putPublication(await newsroom.draft(members), { state: "published" });
        const [missing] = Object.keys(members);
        const { errors } = status(answer, 409).json();
        holds(
          JSON.stringify(errors ?? "").includes(String(missing)),
          `${missing} among errors`,
          JSON.stringify(errors) ?? "none",
        );
      }
    },
  },
  {
    part: "§3",
    title: "a published article must stay publishable: 409",
    needs: "token",
    async run({ newsroom }) {
      const story = await newsroom.published();
      status(await newsroom.tryPatch(story, { body: null }), 409);
      equal("status", (await newsroom.read(story.id)).revision, story.revision);
    },
  },
  {
    part: "§3",
    title: "drafts are nowhere to be read",
    needs: "token",
    async run(site) {
      const { headline } = await site.newsroom.draft();
      const lists = ["/", "/archive", `/${await site.newsroom.section()}`];
      const answers = [];
      for (const list of lists) answers.push(await site.ask(list));
      none(answers, "no draft on a page", (answer) =>
        answer.text.includes(headline) ? "a draft" : undefined,
      );
    },
  },
];
