import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { renderBody } from "../../src/articles/body.ts";

const html = (source: string) => renderBody("html", source).html;
const markdown = (source: string) => renderBody("markdown", source).html;

it("keeps what a story is written in", () => {
  const kept = [
    '<p>Text with <strong>weight</strong>, <em>tone</em> and <a href="/world">a link</a></p>',
    "<blockquote><p>“Said.”</p></blockquote>",
    "<h2>Subhead</h2>",
    "<ul><li>One</li></ul>",
    '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
    '<figure><img src="/media/a/1/original" alt="A"><figcaption>C</figcaption></figure>',
    '<aside class="pullquote" role="note"><p>Loud</p></aside>',
    '<p dir="rtl" lang="ar">نص</p>',
    "<pre><code>a &#x3C; b</code></pre>",
  ];
  for (const source of kept) expect(html(source).replaceAll("&lt;", "&#x3C;")).toBe(source);
});

it("reads Markdown with tables, quotations and typographic marks", () => {
  const out = markdown("# Head\n\n> “Quote” – said\n\n| a | b |\n|---|---|\n| 1 | 2 |");
  expect(out).toContain("<h2>Head</h2>");
  expect(out).toContain("<blockquote>\n<p>“Quote” – said</p>\n</blockquote>");
  expect(out).toContain("<td>2</td>");
});

it("drops what could run, reach out, or take over the page", () => {
  const hostile: [string, string][] = [
    ["<script>alert(1)</script>x", "x"],
    ['<p onclick="x()" style="color:red" id="content" class="skip">x</p>', "<p>x</p>"],
    ['<a href="javascript:alert(1)">x</a>', "<a>x</a>"],
    ['<a href=" java\tscript:alert(1)">x</a>', "<a>x</a>"],
    ['<a href="data:text/html,x">x</a>', "<a>x</a>"],
    ['<iframe src="javascript:alert(1)"></iframe>x', "<span></span>x"],
    ["<svg><script>x</script></svg>x", "x"],
    ["<math><mi>x</mi></math>y", "y"],
    ['<form action="/x"><input name="a"><button>b</button></form>x', "x"],
    ["<style>p{}</style>x", "x"],
    ['<base href="https://evil.example/">x', "x"],
    ['<meta http-equiv="refresh" content="0">x', "x"],
    [
      '<img src="/media/a/1/original" srcset="https://evil.example/x 1w" onerror="x" alt="a">',
      '<img src="/media/a/1/original" alt="a">',
    ],
    ["<!-- comment -->x", "x"],
  ];
  for (const [source, clean] of hostile) expect([source, html(source)]).toEqual([source, clean]);
});

it("makes a link of a picture that lies elsewhere", () => {
  expect(markdown("![A map](https://maps.example/a.png)")).toBe(
    '<p><a href="https://maps.example/a.png" rel="noopener">A map</a></p>\n',
  );
  expect(html('<img src="data:image/png;base64,AA" alt="A">')).toBe("<span>A</span>");
});

it("makes a link of what would show another host's matter", () => {
  const link = '<p><a href="https://tube.example/v?a=1&#x26;b" rel="noopener">tube.example</a></p>';
  expect(html('<iframe src="https://tube.example/v?a=1&b"></iframe>').replace("&amp;", "&#x26;")).toBe(link);
  expect(html('<video title="The ship"><source src="//tube.example/v.mp4"></video>')).toBe(
    '<p><a href="https://tube.example/v.mp4" rel="noopener">The ship</a></p>',
  );
});

it("marks the links of a sponsored text for search engines", () => {
  const paid = renderBody("html", '<a href="https://shop.example/">x</a><a href="/world">y</a>', {
    isSponsored: true,
  });
  expect(paid.html).toBe(
    '<a href="https://shop.example/" rel="sponsored noopener">x</a><a href="/world">y</a>',
  );
});

it("says the same as Markdown", () => {
  const source = "## Head\n\nA **bold** word\n\n> Said\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
  expect(renderBody("markdown", source).markdown).toBe(source);
});

it("refuses what would cost a parser seconds", () => {
  const bombs = ["<div>".repeat(20_000), "<b>".repeat(60), `${"<b a=".repeat(5)}${"<p>x".repeat(20_000)}`];
  for (const source of bombs.slice(0, 2)) expect(() => html(source)).toThrow(/nested too deep/);
  expect(() => markdown(">".repeat(1_900))).toThrow(/nested too deep/);
  expect(() => markdown("*a".repeat(50_000))).toThrow(/too many formatting marks/);
});

it("counts words in any script", () => {
  expect(renderBody("markdown", "One, two – three.").wordCount).toBe(3);
  expect(renderBody("markdown", "عادت السفن إلى الميناء").wordCount).toBe(4);
  expect(renderBody("markdown", "港に船が戻った。").wordCount).toBeGreaterThan(3);
});

interface Hostile {
  id: string;
  payload: string;
}
const EVIL =
  /<(script|iframe|object|embed|style|form|input|svg|math|base|meta|link|template)\b|\son\w+\s*=|javascript:|data:text|srcdoc|formaction/i;

describe.runIf(env.HOSTILE_MARKUP !== "")("the collected markup attacks", () => {
  it("come out inert, and do not change when cleaned again", () => {
    const all = JSON.parse(env.HOSTILE_MARKUP) as Hostile[] | { cases: Hostile[] };
    const cases = Array.isArray(all) ? all : all.cases;
    expect(cases.length).toBeGreaterThan(500);
    for (const { id, payload } of cases)
      for (const format of ["html", "markdown"] as const) {
        const out = cleanOrRefused(format, payload);
        const tags = out.match(/<[^>]*>/g)?.join("") ?? "";
        expect([id, format, EVIL.exec(tags)?.[0]]).toEqual([id, format, undefined]);
        expect([id, html(out)]).toEqual([id, out]);
      }
  });
});

function cleanOrRefused(format: "html" | "markdown", payload: string): string {
  try {
    return renderBody(format, payload).html;
  } catch (error) {
    expect(String(error)).toMatch(/nested too deep|too many formatting marks/);
    return "";
  }
}

it("gives up on markup that a browser would repeat in every block", () => {
  const misnested = `<p>${Array.from({ length: 1_000 }, (_, n) => `<b a=${n}></x>`).join("")}</p>${"<p>x</p>".repeat(9_000)}`;
  const costly = [misnested, "<span></x>".repeat(9_000)];
  for (const source of costly) expect(() => html(source)).toThrow(/nested too deep/);
  const wide = `|${"a|".repeat(2_001)}\n|${"-|".repeat(2_001)}\n${"a\n".repeat(4_000)}`;
  for (const source of [wide, "!".repeat(90_000), "a\n-\n".repeat(9_000)])
    expect(() => markdown(source)).toThrow(/too many/);
});

it("keeps out what a feed can't carry", () => {
  expect(markdown("a&#1;b&#xFFFE;c&#8;d")).toBe("<p>abcd</p>\n");
});

it("leaves a linked picture from elsewhere its link", () => {
  expect(markdown("[![A map](https://maps.example/a.png)](https://maps.example/)")).toBe(
    '<p><a href="https://maps.example/" rel="noopener"><span>A map</span></a></p>\n',
  );
});

it("writes no wider Markdown because one cell of a table is long", () => {
  const source = `| a | b |\n| - | - |\n${"| x | y |\n".repeat(200)}| ${"z".repeat(20_000)} | y |\n`;
  expect(renderBody("markdown", source).markdown.length).toBeLessThan(2 * source.length);
});
