import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { aBrief, aDraft, aPaper, aSection, aStory, must, withdraw } from "../support/factories.ts";
import { request } from "../support/request.ts";

const page = async (path: string) => await (await request(path)).text();
const relatedOf = (html: string) => /<nav class="related"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? "";

it("shows stories near it, those with most topics in common first", async () => {
  const token = await aPaper();
  await aSection(token, "culture", "Culture");
  await aStory(token, { headline: "Far away", section: "culture", topics: ["Opera"] });
  await aStory(token, { headline: "Both topics", section: "culture", topics: ["Harbour", "Trade"] });
  await aStory(token, { headline: "One topic", section: "culture", topics: ["Trade"] });
  await aStory(token, { headline: "Same section", topics: [] });
  const { path } = await aStory(token, { headline: "The story", topics: ["Harbour", "Trade"] });
  const related = relatedOf(await page(path));
  const order = ["Both topics", "One topic", "Same section"].map((headline) => related.indexOf(headline));
  expect(order.every((at) => at > 0)).toBe(true);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(related).not.toMatch(/Far away|The story/);
});

it("names no withdrawn story and no draft as related, at once", async () => {
  const token = await aPaper();
  const other = await aStory(token, { headline: "Wrong story", topics: ["Harbour"] });
  await aDraft(token, { headline: "Secret draft", topics: ["Harbour"] });
  const { path } = await aStory(token, { topics: ["Harbour"] });
  expect(relatedOf(await page(path))).toContain("Wrong story");
  await withdraw(token, other);
  expect(await page(path)).not.toMatch(/Wrong story|Secret draft/);
});

it("can be passed on by links alone, and says how long it takes", async () => {
  const token = await aPaper();
  const source = "word ".repeat(880);
  const { path, url } = await aStory(token, { headline: "Fed & <read>", body: { source } });
  const html = await page(path);
  expect(html).toContain(`https://wa.me/?text=${encodeURIComponent(decodeURI(url))}`);
  expect(html).toContain(`mailto:?subject=${encodeURIComponent("Fed & <read>")}&amp;body=`);
  expect(html).toContain("4 min read");
});

it("calls opinion by its name, and any label by the editor's", async () => {
  const token = await aPaper();
  const opinion = await aStory(token, { kind: "opinion" });
  const analysis = await aStory(token, { kind: "opinion", label: "Analysis" });
  expect(await page(opinion.path)).toContain('<p class="label">Opinion</p>');
  expect(await page(analysis.path)).toContain('<p class="label">Analysis</p>');
});

it("marks what is sponsored, and its links", async () => {
  const token = await aPaper();
  const body = { source: "Buy [this](https://shop.example/)." };
  const { path } = await aStory(token, { label: "Sponsored", body });
  const html = await page(path);
  expect(html).toContain('<p class="label">Sponsored</p>');
  expect(html).toContain('<a href="https://shop.example/" rel="sponsored noopener">');
});

it("is kept no longer than its banner is shown", async () => {
  const token = await aPaper();
  const story = await aStory(token);
  const until = new Date(Date.now() + 120_000).toISOString();
  const json = { banner: { text: "The bridge is closed", until } };
  await must(200, request("/api/v1/site", { method: "PATCH", token, json }));
  await aBrief(token, "Another");
  const { headers, html } = await fresh(story.path);
  expect(html).toContain("The bridge is closed");
  const [, maxAge, stale] = /max-age=(\d+), stale-while-revalidate=(\d+)/.exec(headers) ?? [];
  expect(Number(maxAge)).toBeGreaterThan(100);
  expect(Number(maxAge) + Number(stale)).toBeLessThanOrEqual(120);
});

/** The page as it is drawn, with what it tells the edge. */
async function fresh(path: string) {
  const context = createExecutionContext();
  const response = await app.fetch(new Request(`http://dateline.test${path}`), env, context);
  return { headers: response.headers.get("Cloudflare-CDN-Cache-Control") ?? "", html: await response.text() };
}
