import { XMLParser } from "fast-xml-parser";
import { expect, it } from "vitest";
import { aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { ORIGIN, request } from "../support/request.ts";

const read = async (path: string) => await (await request(path)).text();
const setSite = (token: string, json: Record<string, unknown>) =>
  must(200, request("/api/v1/site", { method: "PATCH", token, json }));

it("tells robots what for, what not, and where the sitemaps are", async () => {
  const token = await aPaper();
  const robots = await request("/robots.txt");
  expect(robots.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  const lines = (await robots.text()).split("\n");
  expect(lines).toContain("Content-Signal: search=yes, ai-input=no, ai-train=no");
  expect(lines).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  for (const path of ["/preview/", "/comments/", "/api/"]) expect(lines).toContain(`Disallow: ${path}`);
  await setSite(token, { contentSignals: "search=yes, ai-train=yes" });
  await expect.poll(() => read("/robots.txt")).toContain("Content-Signal: search=yes, ai-train=yes\n");
});

it("tells language models of sections and newest stories, each as Markdown", async () => {
  const token = await aPaper();
  const story = await aStory(token, { headline: "Fish [chips] & *more*", standfirst: "<b>Hot</b>" });
  const { result, trips } = await measured(() => request("/llms.txt"));
  const text = await result.text();
  expect([result.status, trips, text.startsWith("# Dateline\n\n> Dateline\n")]).toEqual([200, 1, true]);
  expect(text).toContain(`- [World](${ORIGIN}/world)`);
  expect(text).toContain(`- [Fish \\[chips\\] & \\*more\\*](${story.url}.md): \\<b>Hot\\</b>`);
  expect((await request(`${story.path}.md`)).status).toBe(200);
  await withdraw(token, story);
  expect(await read("/llms.txt")).not.toContain(story.url);
});

it("describes the search for browsers", async () => {
  const token = await aPaper();
  await setSite(token, { name: "The Fish & Chips Courier" });
  await expect.poll(() => read("/opensearch.xml")).toContain("<ShortName>The Fish &amp; Chips</ShortName>");
  const { OpenSearchDescription: it } = new XMLParser({ ignoreAttributes: false }).parse(
    await read("/opensearch.xml"),
  ) as { OpenSearchDescription: { ShortName: string; Url: Record<string, string>[] } };
  expect(it.Url[0]).toEqual({ "@_type": "text/html", "@_template": `${ORIGIN}/search?q={searchTerms}` });
});

it("has a manifest in the site's name, language and direction", async () => {
  const token = await aPaper();
  await setSite(token, { name: "الساعي", language: "ar" });
  await expect.poll(() => read("/manifest.webmanifest")).toContain("الساعي");
  const manifest = await request("/manifest.webmanifest");
  expect(manifest.headers.get("Content-Type")).toBe("application/manifest+json; charset=utf-8");
  const facts = await manifest.json<{ icons: { sizes: string; purpose?: string }[] }>();
  expect(facts).toMatchObject({ name: "الساعي", lang: "ar", dir: "rtl", start_url: "/" });
  expect(facts.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  expect(facts.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
});

it("says where to report a weakness, for less than a year", async () => {
  const token = await aPaper();
  const path = "/.well-known/security.txt";
  const first = await read(path);
  expect(first).toContain(`Contact: ${ORIGIN}/\n`);
  const days = (Date.parse(/^Expires: (.+)$/m.exec(first)?.[1] ?? "") - Date.now()) / 86_400_000;
  expect([days > 100, days < 365]).toEqual([true, true]);
  await setSite(token, { contactEmail: "desk@courier.example", language: "de" });
  await expect.poll(() => read(path)).toContain("Contact: mailto:desk@courier.example\n");
  expect(await read(path)).toContain("Preferred-Languages: de, en\n");
  expect(await read(path)).toContain(`Canonical: ${ORIGIN}${path}\n`);
});
