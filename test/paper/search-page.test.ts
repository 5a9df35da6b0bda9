import { describe, expect, it } from "vitest";
import { anAddress } from "../support/comments.ts";
import { aPaper, aSection, aStory, must } from "../support/factories.ts";
import { HOSTILE } from "../support/hostile.ts";
import { measured } from "../support/plans.ts";
import { problemOf, request } from "../support/request.ts";
import { foundBy, moreIn, search, searchHtml } from "../support/search.ts";

describe("the page", () => {
  it("offers a form that works without script, and finds nothing yet", async () => {
    const token = await aPaper();
    await aSection(token, "culture", "Culture");
    const { result, trips } = await measured(() => search(""));
    const html = await result.text();
    expect([result.status, trips]).toEqual([200, 1]);
    expect(html).toMatch(/<form[^>]* action="\/search"/);
    for (const id of ["q", "search-section", "search-year"]) {
      expect(html).toContain(`<label for="${id}">`);
      expect(html).toMatch(new RegExp(`<(input|select)[^>]* id="${id}"`));
    }
    expect(html).toContain('<option value="culture">Culture</option>');
    expect(html).not.toContain("Results for");
    expect(html).not.toContain("Nothing was found");
  });

  it("is kept by nobody, and each question has one address", async () => {
    await aPaper();
    for (const asked of ["", "?q=ferry", "?q=%21"]) {
      const response = await search(asked);
      expect(response.headers.get("Cache-Control")).toBe("no-store");
      expect(response.headers.get("Cloudflare-CDN-Cache-Control")).toBeNull();
      const html = await response.text();
      expect(html).toMatch(/<link rel="canonical" href="[^"]*\/search"\/>/);
    }
  });

  it("keeps in the form what was asked", async () => {
    await aPaper();
    const html = await searchHtml({ q: '"a" <b>', section: "world", year: "1999" });
    expect(html).toContain('value="&quot;a&quot; &lt;b&gt;"');
    expect(html).toMatch(/<option value="world" selected(="")?>/);
    expect(html).toMatch(/<option value="1999" selected(="")?>/);
  });

  it("says what to do where nothing was found", async () => {
    await aPaper();
    for (const q of ["nowhere", "?!", "…"]) {
      const html = await searchHtml({ q });
      expect(html).toContain("Nothing was found for");
      expect(html).toContain('<a href="/archive">Go to archive</a>');
    }
  });

  it("marks what was found, and shows all else as text", async () => {
    const token = await aPaper();
    const source = 'Before the ferry came, "5 &lt; 6 &amp; 7" was &lt;mark&gt;written&lt;/mark&gt; here.';
    await aStory(token, { headline: "It", standfirst: "Lead.", body: { source } });
    const html = await searchHtml({ q: "ferry" });
    expect(html).toContain("Before the <mark>ferry</mark> came,");
    expect(html).toContain("&lt;mark&gt;written&lt;/mark&gt;");
    expect(html.match(/<mark>/g)).toHaveLength(1);
  });

  it("shows the standfirst where that has the word", async () => {
    const token = await aPaper();
    await aStory(token, { headline: "It", standfirst: "A ferry & more.", body: { source: "Text of it." } });
    expect(await searchHtml({ q: "ferry" })).toContain("<p>A <mark>ferry</mark> &amp; more.</p>");
    expect(await searchHtml({ q: "mara" })).toContain("<p>A ferry &amp; more.</p>");
  });

  it("speaks the site's language and direction", async () => {
    const token = await aPaper();
    await must(200, request("/api/v1/site", { method: "PATCH", token, json: { language: "ar" } }));
    await aStory(token, { headline: "Ferry", language: "en" });
    const html = await searchHtml({ q: "ferry" });
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/<article class="second" lang="en">/);
  });

  it("is no section, whatever its parameters are", async () => {
    await aPaper();
    for (const asked of [
      `?q=${"a".repeat(5_000)}`,
      "?q=%ff%00",
      "?q=a&q=b",
      "?year=x&section=%22&q=a",
      "?utm_source=x&q=a",
    ])
      expect([asked, (await search(asked)).status]).toEqual([asked, 200]);
    expect(await foundBy("a".repeat(5_000))).toEqual([]);
  });

  it.each(HOSTILE)("stands as typed, or is refused: %j", async (q) => {
    await aPaper();
    const response = await search({ q, section: q, year: q });
    const html = (await response.text()).replace(/"[^"]*"/g, '""');
    expect(response.status).toBe(200);
    expect(html).not.toMatch(/<(script|svg|img|iframe|style>body)/);
    expect(html).not.toMatch(/<[^>]* on\w+=/);
  });
});

describe("its cursor", () => {
  it("is refused where it is forged or another question's", async () => {
    const token = await aPaper();
    for (let n = 0; n < 21; n++) await aStory(token, { headline: `Ferry ${n}` });
    const more = moreIn(await searchHtml({ q: "ferry" })) ?? "";
    expect((await search(more)).status).toBe(200);
    for (const bad of [
      more.replace("q=ferry", "q=mara"),
      `${more}&year=2020`,
      `${more.slice(0, -1)}_`,
      "?q=a&before=x.y",
    ])
      expect([bad, (await search(bad)).status]).toEqual([bad, 400]);
    expect((await search("?before=x.y")).status).toBe(200);
  });
});

describe("the limit", () => {
  it("is 429 after 30 searches a minute, and another client is not affected", async () => {
    await aPaper();
    const headers = { "CF-Connecting-IP": anAddress() };
    const statuses: number[] = [];
    for (let n = 0; n < 65; n++) statuses.push((await search(n % 2 ? "?q=a" : "?utm=x&q=a", headers)).status);
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
    const { result, trips } = await measured(() => search("?q=a", headers));
    expect([result.status, trips]).toEqual([429, 0]);
    expect(result.headers.get("Retry-After")).toBe("60");
    expect(result.headers.get("RateLimit-Policy")).toBe('"searches";q=30;w=60');
    expect(result.headers.get("RateLimit")).toBe('"searches";r=0;t=60');
    expect(result.headers.get("Content-Type")).toContain("text/html");
    const json = await search("?q=a", { ...headers, Accept: "application/json" });
    expect([json.status, (await problemOf(json)).code]).toEqual([429, "rate_limited"]);
    expect((await search("?q=a")).status).toBe(200);
    expect((await search("", headers)).status).toBe(200);
  });
});
