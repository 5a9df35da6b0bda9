import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FRAGMENT_SCRIPT } from "../../src/ui/scripts.ts";
import { type ArticleJson, must } from "../support/factories.ts";
import { gzipBytes } from "../support/gzip.ts";
import { aPng } from "../support/picture.ts";
import { ORIGIN, request, tokenOf } from "../support/request.ts";
import { PUBLISHED_AT, seedArticle } from "../support/seed-article.ts";

const seed = seedArticle(env.SEED_ARTICLE);
afterEach(() => void vi.useRealTimers());

/** Posts the article as an editor would: site, section, author, picture, draft, publication. */
async function post(token: string): Promise<ArticleJson> {
  const { donation, commentPolicy } = seed;
  const site = {
    name: "Free West Media",
    donation: { ...donation, url: "https://donate.example/" },
    commentPolicy,
  };
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: site }));
  await must(200, request("/api/v1/sections/world", { method: "PUT", token, json: { name: "World" } }));
  const author = { name: "Karin", email: seed.email, emailPublic: true };
  await must(200, request("/api/v1/authors/karin", { method: "PUT", token, json: author }));
  const picture = request("/api/v1/media?alt=A%20bare%20hill&credit=Reuters", {
    token,
    body: await aPng(1600, 1000),
    headers: { "Content-Type": "image/png" },
  });
  const { id: media } = await must<{ id: string }>(201, picture);
  const { headline, standfirst, source, caption } = seed;
  const json = {
    headline,
    standfirst,
    section: "world",
    authors: ["karin"],
    body: { source },
    lead: { media, caption },
  };
  const draft = await must(201, request("/api/v1/articles", { token, json }));
  return await put(token, draft, { state: "published", at: PUBLISHED_AT });
}

function put(token: string, { id, revision }: ArticleJson, json: unknown): Promise<ArticleJson> {
  const headers = { "If-Match": `"${revision}"` };
  return must(200, request(`/api/v1/articles/${id}/publication`, { method: "PUT", token, json, headers }));
}

describe.runIf(env.SEED_ARTICLE !== "")("the model article", () => {
  it("comes out with every element in its order", async () => {
    const article = await post(await tokenOf("publisher"));
    expect(article.path).toBe("/2016/11/30/kerry-wants-quick-deal-on-aleppo-to-stop-syrian-advance");
    const html = await (await request(article.path)).text();
    const marks = [
      "Skip to content",
      "Free West Media</a>",
      "<nav",
      "<img",
      seed.caption,
      "Reuters",
      "<h1",
      seed.standfirst,
      "Karin",
      `mailto:${seed.email}`,
      'datetime="2016-11-30T07:13:00.000Z"',
      "<p>The report, by Washington Post columnist",
      "<blockquote>\n<p>“This [effort] could be called unbelievable",
      "Earlier this week, the Syrian Army",
      seed.donation.headline,
      "https://donate.example/",
      "Keep your language polite.",
      "we must therefore obey the rules in, for example, Germany",
      "approved to post comments without preview",
      "up to several hours",
      "offensive, contain slander or foul language, or are irrelevant",
      `${article.path}/comments`,
      "In Short",
      "No more articles.",
      "There are no more articles in this category.",
      "Go to archive",
      "<footer",
      'href="/archive"',
    ];
    let at = -1;
    for (const mark of marks) {
      const next = html.indexOf(mark, at + 1);
      expect(next, `"${mark}" after what stands before it`).toBeGreaterThan(at);
      at = next;
    }
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain("November 30, 2016");
    expect(html).toMatch(/7:13\sam/);
    const withoutOurs = html.replace(`<script>${FRAGMENT_SCRIPT}</script>`, "");
    expect(withoutOurs).not.toMatch(/<script(?! type="application\/ld\+json">)/);
  });

  it("weighs at most 9 kB gzipped, style included", async () => {
    const { path } = await post(await tokenOf("publisher"));
    const html = await (await request(path)).text();
    expect(await gzipBytes(html)).toBeLessThanOrEqual(9_000);
  });

  it("is cached, edited, commented, moderated and withdrawn", async () => {
    const token = await tokenOf("publisher");
    const article = await post(token);
    const read = async () => {
      const response = await request(article.path);
      return {
        status: response.status,
        edge: response.headers.get("CF-Cache-Status"),
        html: await response.text(),
      };
    };
    expect((await read()).edge).toBe("MISS");
    expect((await read()).edge).toBe("HIT");

    const headline = "Kerry wants quick deal on Aleppo";
    const headers = { "If-Match": `"${article.revision}"` };
    const edit = request(`/api/v1/articles/${article.id}`, {
      method: "PATCH",
      token,
      json: { headline },
      headers,
    });
    const edited = await must(200, edit);
    const afterEdit = await read();
    expect(afterEdit).toMatchObject({ edge: "MISS", status: 200 });
    expect(afterEdit.html).toContain(`${headline}</h1>`);
    expect(afterEdit.html).toContain("Updated");

    const form = new URLSearchParams({ name: "Ada", body: "Thank you for this report." });
    const sent = await request(`${article.path}/comments`, { body: form, headers: { Origin: ORIGIN } });
    expect(sent.status).toBe(303);
    const receipt = sent.headers.get("Location") ?? "";
    expect(await (await request(receipt)).text()).toContain("Thank you for this report.");
    expect(await discussion(article)).not.toContain("Thank you");

    const queue = await must<{ items: { id: string }[] }>(
      200,
      request("/api/v1/comments?status=pending", { token }),
    );
    expect(queue.items).toHaveLength(1);
    const decision = { method: "PUT", token, json: { decision: "publish" } };
    await must(200, request(`/api/v1/comments/${queue.items[0]?.id}/decision`, decision));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 15_000 });
    expect(await discussion(article)).toContain("Thank you for this report.");
    expect((await read()).edge).toBe("HIT");

    await put(token, edited, { state: "withdrawn", reason: "The report could not be confirmed." });
    const gone = await read();
    expect(gone.status).toBe(410);
    expect(gone.html).toContain("The report could not be confirmed.");
    expect((await request(`${article.path}/comments`)).status).toBe(410);
    expect(await (await request("/")).text()).not.toContain(headline);
  });
});

async function discussion({ path }: ArticleJson): Promise<string> {
  return await (await request(`${path}/comments/fragment`)).text();
}
