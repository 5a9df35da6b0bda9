import { expect, it } from "vitest";
import { aBrief, aPaper, aSection, aStory, must, withdraw } from "../support/factories.ts";
import { gzipBytes } from "../support/gzip.ts";
import { aPng } from "../support/picture.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const factsIn = (html: string) => {
  const [, text = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(text) as Record<string, unknown>;
};

it("describes an article to search engines", async () => {
  const token = await aPaper();
  const headers = { "Content-Type": "image/png" };
  const query = "alt=Ships";
  const body = await aPng(2400, 1600);
  const media = await must<{ id: string }>(201, request(`/api/v1/media?${query}`, { token, body, headers }));
  const lead = { media: media.id, caption: null };
  const story = await aStory(token, { topics: ["Food", "Sea"], lead });
  const text = "It was not nine weeks.";
  await must(201, request(`/api/v1/articles/${story.id}/corrections`, { token, json: { text } }));
  const html = await read(story.path);
  const picture = `${ORIGIN}/media/${media.id}/1/1200.jpeg`;
  expect(factsIn(html)).toMatchObject({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    mainEntityOfPage: story.url,
    headline: story.headline,
    description: story.standfirst,
    image: [picture],
    datePublished: story.publishedAt,
    author: [
      {
        "@type": "Person",
        name: "Mara Lind",
        url: `${ORIGIN}/authors/mara-lind`,
        email: "mara@courier.example",
      },
    ],
    publisher: { "@type": "NewsMediaOrganization", name: "Dateline" },
    inLanguage: "en",
    articleSection: "World",
    keywords: ["Food", "Sea"],
    wordCount: story.wordCount,
    isAccessibleForFree: true,
    correction: [{ "@type": "CorrectionComment", text }],
  });
  const og = Object.fromEntries(
    [...html.matchAll(/<meta property="([^"]+)" content="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  expect(og).toMatchObject({
    "og:type": "article",
    "og:site_name": "Dateline",
    "og:url": story.url,
    "og:locale": "en_US",
    "article:published_time": story.publishedAt,
    "og:image": picture,
    "og:image:width": "1200",
    "og:image:height": "800",
    "og:image:alt": "Ships",
  });
  expect(html).toContain('<meta name="twitter:card" content="summary_large_image"/>');
  expect(html).toContain(`<link rel="alternate" type="text/markdown" href="${story.path}.md"/>`);
});

it("says by kind and label what sort of article it is", async () => {
  const token = await aPaper();
  const typeOf = async (members: Record<string, unknown>) =>
    factsIn(await read((await aStory(token, members)).path))["@type"];
  expect(await typeOf({ kind: "opinion" })).toBe("OpinionNewsArticle");
  expect(await typeOf({ label: "Analyse" })).toBe("AnalysisNewsArticle");
  expect(await typeOf({ label: "Sponsored" })).toBe("AdvertiserContentArticle");
  expect(await typeOf({ label: "Report", kind: "brief" })).toBe("NewsArticle");
});

it("lets nothing break out of its head", async () => {
  const token = await aPaper();
  const headline = `</script><script>alert(1)</script> "'> <!-- <script> ]]>`;
  const story = await aStory(token, { headline, standfirst: headline, topics: ["</script>"] });
  const html = await read(story.path);
  // Its facts, and the script that brings the discussion in.
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  expect(factsIn(html)).toMatchObject({ headline, description: headline, keywords: ["</script>"] });
});

it("names the published translations of an article, and forgets them at once", async () => {
  const token = await aPaper();
  const root = await aStory(token, { language: "en" });
  const german = await aStory(token, { headline: "Hafen", language: "de", translationOf: root.id });
  const arabic = await aStory(token, { headline: "ميناء", language: "ar", translationOf: root.id });
  for (const { path } of [root, german, arabic]) {
    const html = await read(path);
    for (const [language, { url }] of Object.entries({ en: root, de: german, ar: arabic }))
      expect(html).toContain(`<link rel="alternate" hreflang="${language}" href="${url}"/>`);
  }
  const work = { "@type": "NewsArticle", "@id": root.url, inLanguage: "en" };
  expect(factsIn(await read(german.path))).toMatchObject({ translationOfWork: work });
  const translations = factsIn(await read(root.path)).workTranslation;
  expect(translations).toMatchObject([{ inLanguage: "de" }, { inLanguage: "ar" }]);
  await withdraw(token, german);
  for (const { path } of [root, arabic]) expect(await read(path)).not.toContain('hreflang="de"');
});

it("costs one round trip and at most 40 rows, translations among them", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 8; n++) await aBrief(token, `Brief ${n}`);
  const root = await aStory(token);
  for (const language of ["de", "fr", "es"]) await aStory(token, { language, translationOf: root.id });
  const { trips, rowsRead } = await measured(() => request(root.path));
  expect([trips, rowsRead <= 40, rowsRead]).toEqual([1, true, rowsRead]);
});

it("offers the feeds of a list, and the same few links on every page", async () => {
  const token = await aPaper();
  await aSection(token, "sport", "Sport & play");
  const front = await read("/");
  for (const [type, file] of [
    ["rss+xml", "feed.xml"],
    ["atom+xml", "feed.atom"],
    ["feed+json", "feed.json"],
  ]) {
    expect(front).toContain(`type="application/${type}" title="Dateline" href="/${file}"`);
    expect(await read("/sport")).toContain(`title="Sport &amp; play" href="/sport/${file}"`);
  }
  expect(await read("/archive")).not.toContain("/archive/feed.xml");
  const { path } = await aStory(token);
  for (const page of ["/", "/sport", "/archive", path])
    expect([page, (await read(page)).includes('<link rel="manifest"')]).toEqual([page, true]);
  expect(front).toContain('<link rel="search"');
});

it("weighs less than a kilobyte and a half", async () => {
  const token = await aPaper();
  const html = await read((await aStory(token, { topics: ["Food", "Sea"] })).path);
  const without = html.replace(
    /<script.*?<\/script>|<meta (property|name="twitter)[^>]*>|<link [^>]*>/gs,
    "",
  );
  expect((await gzipBytes(html)) - (await gzipBytes(without))).toBeLessThan(1_500);
});
