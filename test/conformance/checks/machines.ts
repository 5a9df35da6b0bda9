import type { Answer } from "../answer.ts";
import { contains, equal, holds, lacks, matches, page, status } from "../assert.ts";
import type { Check } from "../check.ts";

const locsOf = ({ text }: Answer) => [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = ""]) => loc);

/** CONTRACT §7: what machines find beside the feeds. */
export const machines: Check[] = [
  {
    part: "§7",
    title: "/sitemap.xml names sitemaps that answer, below site.url",
    needs: "nothing",
    async run(site) {
      const url = await site.url();
      const index = status(await site.ask("/sitemap.xml"), 200);
      matches(
        "the root",
        index.text,
        /<sitemapindex [^>]*xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9"/,
      );
      const named = locsOf(index);
      holds(named.includes(`${url}/sitemaps/news.xml`), "the news sitemap in the index", named.join(" "));
      for (const loc of named.slice(0, 5)) {
        holds(loc.startsWith(`${url}/`), `an address below ${url}`, loc);
        const sitemap = status(await site.ask(loc.slice(url.length)), 200);
        matches(`Content-Type of ${loc}`, sitemap.header("Content-Type"), /^(application|text)\/xml/);
        contains(sitemap, "<urlset");
      }
    },
  },
  {
    part: "§7",
    title: "sitemaps, llms.txt and Markdown have a new story at once and lose a withdrawn one",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.published({ headline: `Mapped & <found> ${newsroom.name}` });
      const [, year, month] = story.path.split("/");
      const lists = [`/sitemaps/${year}-${month}.xml`, "/sitemaps/news.xml", "/llms.txt"];
      const address = String(story.json.url);
      for (const path of lists)
        await site.soon(async () => contains(status(await site.ask(path), 200), address));
      contains(await site.ask("/sitemaps/news.xml"), `Mapped &amp; &lt;found&gt; ${newsroom.name}`);
      const markdown = `${encodeURI(story.path)}.md`;
      status(await site.ask(markdown), 200);
      await newsroom.withdraw(story);
      for (const path of lists) await site.soon(async () => lacks(await site.ask(path), address));
      await site.soon(async () => void page(await site.ask(markdown), 410));
    },
  },
  {
    part: "§7",
    title: "{article}.md is the article as Markdown, and its page names it",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.story();
      const markdown = status(await site.ask(`${encodeURI(story.path)}.md`), 200);
      matches("Content-Type", markdown.header("Content-Type"), /^text\/markdown; ?charset=utf-8$/i);
      const parts = [
        `# ${story.headline}`,
        `Standfirst of ${newsroom.name}.`,
        "Conny Formann",
        String(story.json.url),
      ];
      for (const part of [...parts, `Body of ${newsroom.name}.`, `Correction of ${newsroom.name}.`])
        contains(markdown, part);
      for (const harm of [newsroom.privateEmail, "<p>", "\n---\n"]) lacks(markdown, harm);
      matches(
        "the page's head",
        page(await site.ask(story.path)).text,
        /<link rel="alternate" type="text\/markdown" href="[^"]+\.md"/,
      );
      page(await site.ask("/2016/11/30/there-is-no-such-article.md"), 404);
    },
  },
  {
    part: "§7",
    title: "robots.txt has the site's Content Signals and its sitemap",
    needs: "nothing",
    async run(site) {
      const robots = status(await site.ask("/robots.txt"), 200);
      matches("Content-Type", robots.header("Content-Type"), /^text\/plain/);
      matches("robots.txt", robots.text, /^User-agent: \*$/m);
      matches("robots.txt", robots.text, /^Content-Signal: .+$/m);
      contains(robots, `Sitemap: ${await site.url()}/sitemap.xml`);
      matches("robots.txt", robots.text, /^Disallow: \/preview\/?$/m);
    },
  },
  {
    part: "§7",
    title: "llms.txt, opensearch.xml, manifest and security.txt are there",
    needs: "nothing",
    async run(site) {
      const url = await site.url();
      matches("llms.txt", status(await site.ask("/llms.txt"), 200).text, /^# .+\n\n> /);
      const search = status(await site.ask("/opensearch.xml"), 200);
      contains(search, `template="${url}/search?q={searchTerms}"`);
      const [, name = ""] = /<ShortName>([^<]+)<\/ShortName>/.exec(search.text) ?? [];
      holds(name !== "", "a ShortName", search.text);
      const manifest = status(await site.ask("/manifest.webmanifest"), 200);
      equal("type of the manifest", manifest.type, "application/manifest+json");
      const { icons } = manifest.json();
      holds(Array.isArray(icons) && icons.length >= 2, "icons in the manifest", JSON.stringify(icons));
      const contact = status(await site.ask("/.well-known/security.txt"), 200);
      for (const field of ["Contact", "Expires", "Canonical"])
        matches("security.txt", contact.text, new RegExp(`^${field}: \\S+$`, "m"));
      const expires = Date.parse(/^Expires: (\S+)$/m.exec(contact.text)?.[1] ?? "");
      holds(expires > Date.now(), "an Expires to come", String(expires));
    },
  },
  {
    part: "§7",
    title: "an article's head has NewsArticle JSON-LD with corrections, Open Graph and canonical",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const story = await newsroom.story();
      const { text } = page(await site.ask(story.path));
      const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? [];
      const facts = JSON.parse(json) as Record<string, unknown>;
      equal("@type", facts["@type"], "NewsArticle");
      equal("headline", facts.headline, story.headline);
      equal("datePublished", facts.datePublished, story.json.publishedAt);
      equal("inLanguage", facts.inLanguage, story.json.language);
      matches("correction", JSON.stringify(facts.correction), new RegExp(`Correction of ${newsroom.name}`));
      for (const [property, content] of [
        ["og:type", "article"],
        ["og:title", story.headline],
        ["og:url", String(story.json.url)],
      ])
        holds(
          text.includes(`<meta property="${property}" content="${content}"`),
          `${property} ${content}`,
          text.slice(0, 300),
        );
      matches("og:image", text, /<meta property="og:image" content="https?:\/\/[^"]+\/1200\.jpeg"/);
    },
  },
  {
    part: "§7",
    title: "translations of an article name each other by hreflang",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const original = await newsroom.published({ language: "en" });
      const translation = await newsroom.published({ language: "de", translationOf: original.id });
      for (const { path } of [original, translation])
        await site.soon(async () => {
          const answer = page(await site.ask(path));
          for (const [language, { json }] of Object.entries({ en: original, de: translation }))
            contains(answer, `<link rel="alternate" hreflang="${language}" href="${json.url}"`);
        });
    },
  },
];
