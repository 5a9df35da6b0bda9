import { contains, equal, holds, lacks, matches, none, page } from "../assert.ts";
import type { Check } from "../check.ts";
import { bodyOf, canonicalOf, headings, inOrder, strangeScripts } from "../page.ts";

const RFC3339_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** CONTRACT §1: the article's page. */
export const articlePages: Check[] = [
  {
    part: "§1",
    title: "an article's elements stand in the promised order",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const { path, headline } = await newsroom.story();
      const { name } = newsroom;
      inOrder(bodyOf(page(await site.ask(path))), [
        ["the skip link", (await site.speaksEnglish()) ? "Skip to content" : 'href="#content"'],
        ["the masthead", "<header"],
        ["the menu", "<nav"],
        ["the lead picture", `/media/${(await newsroom.picture()).id}/`],
        ["its caption", `Caption of ${name}`],
        ["its credit", "Conformance Press"],
        ["the label", ">Probe<"],
        ["the headline", "<h1"],
        ["its text", headline],
        ["the standfirst", `Standfirst of ${name}.`],
        ["the byline", "Conny Formann"],
        ["the contact", `mailto:${newsroom.publicEmail}`],
        ["the time", "<time"],
        ["the body", `Body of ${name}.`],
        ["the correction", `Correction of ${name}.`],
        ["the way to the discussion", `href="${path}/comments"`],
        ["the In Short rail", 'href="/in-short"'],
        ["the footer", "<footer"],
        ["its archive link", 'href="/archive"'],
        ["its feed link", 'href="/feed.xml"'],
      ]);
    },
  },
  {
    part: "§1",
    title: "the donation appeal stands between corrections and comment policy",
    needs: "token",
    async run(site) {
      const { donation } = (await site.api("/site")).json();
      const { path } = await site.newsroom.story();
      const { headline } = (donation ?? {}) as { headline?: string };
      const appeal: [string, string][] = headline ? [["the appeal", headline]] : [];
      inOrder(bodyOf(page(await site.ask(path))), [
        ["the correction", `Correction of ${site.newsroom.name}.`],
        ...appeal,
        ["the policy", (await site.speaksEnglish()) ? "Comments" : "<h2"],
        ["the way to the discussion", `href="${path}/comments"`],
      ]);
    },
  },
  {
    part: "§1",
    title: "an article has one h1, a canonical address and a <time datetime>",
    needs: "nothing",
    async run(site) {
      const path = await site.articlePath();
      const article = page(await site.ask(path));
      equal("number of h1", headings(article).length, 1);
      matches("canonical", canonicalOf(article), /^https?:\/\//);
      const [, datetime] = /<time[^>]* datetime="([^"]+)"/.exec(article.text) ?? [];
      holds(!Number.isNaN(Date.parse(datetime ?? "")), "a date in <time datetime>", String(datetime));
    },
  },
  {
    part: "§1",
    title: "canonical is site.url and the path; canonicalUrl goes before it",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const { path, json } = await newsroom.story();
      equal("canonical", canonicalOf(page(await site.ask(path))), json.url);
      const canonicalUrl = "https://example.org/first-printed-here";
      const borrowed = await newsroom.published({ canonicalUrl });
      equal("canonical", canonicalOf(page(await site.ask(borrowed.path))), canonicalUrl);
    },
  },
  {
    part: "§1",
    title: "the time is publishedAt; an update adds a second one, a minor one does not",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published();
      const times = async () => {
        const [head = ""] = bodyOf(page(await site.ask(story.path))).split(`Body of ${newsroom.name}`);
        const article = head.slice(head.indexOf("<h1"));
        return [...article.matchAll(/<time[^>]* datetime="([^"]+)"/g)].map(([, at]) => at);
      };
      matches("publishedAt", story.json.publishedAt, RFC3339_MS);
      equal("times", await times(), [story.json.publishedAt]);
      const minor = await newsroom.patch(story, { standfirst: "A comma less.", minor: true });
      await site.soon(async () =>
        equal("times after a minor change", await times(), [story.json.publishedAt]),
      );
      await newsroom.patch(minor, { standfirst: "Another matter." });
      await site.soon(async () => equal("number of times after a change", (await times()).length, 2));
    },
  },
  {
    part: "§1",
    title: "only a public e-mail is shown",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const [open, closed] = await newsroom.authors();
      const { path } = await newsroom.published({ authors: [open, closed] });
      const article = page(await site.ask(path));
      for (const name of ["Conny Formann", "Norma Silent", `mailto:${newsroom.publicEmail}`])
        contains(article, name);
      none(
        site.answers.filter((answer) => answer.isPage),
        "no private e-mail on a page",
        (answer) => (answer.text.includes(newsroom.privateEmail) ? "the private e-mail" : undefined),
      );
    },
  },
  {
    part: "§1",
    title: "markup in a headline is shown as text; a body's scripts are removed",
    needs: "token",
    async run(site) {
      const headline = 'Ships & <script>alert("1")</script>';
      const source =
        "Fine.\n\n<script>alert(2)</script><img src=x onerror=alert(3)>\n\n[x](javascript:alert(4))";
      const { path } = await site.newsroom.published({ headline, body: { format: "markdown", source } });
      const article = page(await site.ask(path));
      equal("h1", headings(article), [headline]);
      equal("scripts but for data and our own", strangeScripts(article), []);
      for (const harm of ["onerror", "javascript:alert"]) lacks(article, harm);
      const html = {
        format: "html",
        source: "<p onclick=alert(5)>Fine.</p><iframe src=//example.org></iframe>",
      };
      const second = page(await site.ask((await site.newsroom.published({ body: html })).path));
      for (const harm of ["onclick", "<iframe"]) lacks(second, harm);
    },
  },
  {
    part: "§1",
    title: "a headline in any script makes a path that answers",
    needs: "token",
    async run(site) {
      const headline = `Порт снова открыт — 港 ${site.newsroom.name}`;
      const { path, json } = await site.newsroom.published({ headline, slug: null });
      matches("path", path, /\/порт-снова-открыт-港-conformance-\w+$/u);
      equal("url", json.url, (await site.url()) + encodeURI(path));
      equal("h1", headings(page(await site.ask(encodeURI(path)))), [headline]);
    },
  },
  {
    part: "§1",
    title: "a withdrawn article: 410, drawn in the site's design",
    needs: "token",
    async run(site) {
      const story = await site.newsroom.published();
      await site.newsroom.withdraw(story);
      await site.soon(async () => {
        const gone = page(await site.ask(story.path), 410);
        equal("number of h1", headings(gone).length, 1);
        lacks(gone, `Body of ${site.newsroom.name}`);
      });
    },
  },
];
