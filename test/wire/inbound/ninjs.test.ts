import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { superdesk } from "../../../src/wire/inbound/superdesk.ts";
import { itemBy, NOW, outcomeOf, readBy, wordsOf } from "../../support/deliveries.ts";
import { fileNamed, filesOf, jsonOf } from "../../support/fixture-files.ts";

const files = filesOf(env.NINJS_FILES);
const text = { guid: "urn:1", type: "text", headline: "Harbour opens", body_html: "<p>It opened.</p>" };
const read = (members: object) => itemBy(superdesk, { ...text, ...members });
const outcome = (payload: unknown) => outcomeOf(readBy(superdesk, payload));

const picture = {
  type: "picture",
  headline: "Peppers",
  body_text: "A bowl of peppers",
  description_text: "Few of a kind",
  byline: "L. Ranković",
  renditions: {
    thumbnail: { href: "https://cdn.example/t.jpg", media: "2017/t.jpg", width: 180, mimetype: "image/jpeg" },
    original: { href: "https://cdn.example/o.jpg", media: "2017/o.jpg", width: 2048, mimetype: "image/jpeg" },
  },
};

describe("an item of ninjs", () => {
  it("is told by guid, else by uri, with the sender's version and time", () => {
    const item = read({ version: "007", versioncreated: "2016-09-23T13:57:28+0200", uri: "urn:other" });
    expect(item).toMatchObject({ externalId: "urn:1", version: "7", action: "publish" });
    expect(item.at).toBe(Date.parse("2016-09-23T11:57:28Z"));
    const { guid: _, ...others } = text;
    expect(itemBy(superdesk, { ...others, uri: "urn:2" }).externalId).toBe("urn:2");
    expect(outcome(others)).toBe("unusable");
    expect(read({ version: "v3" }).version).toBeNull();
    expect(read({ version: { toString: null } }).version).toBeNull();
    expect(read({ correction_sequence: 2 }).version).toBe("2");
    expect(read({ version: 4, correction_sequence: 2 }).version).toBe("4");
  });

  it("is withdrawn by its pubstatus, before anything else of it is looked at", () => {
    for (const pubstatus of ["canceled", "cancelled", "withheld", "unpublished", "Canceled"]) {
      const item = read({ pubstatus, headline: "" });
      expect([pubstatus, item.action, item.article]).toEqual([pubstatus, "withdraw", undefined]);
    }
    expect(read({ pubStatus: "canceled" }).action).toBe("withdraw");
    expect(itemBy(superdesk, { uri: "urn:1", pubstatus: "canceled" }).action).toBe("withdraw");
    expect(itemBy(superdesk, { uri: "urn:1", headline: "A" }).action).toBe("ignore");
    expect(read({ pubstatus: "template" })).toMatchObject({ action: "ignore" });
  });

  it("that is a package, or no text, is ignored with the reason", () => {
    expect(read({ type: "composite" }).why).toContain("Packages");
    for (const type of ["picture", "video", "audio", "graphic", "event", "planning"])
      expect(read({ type })).toMatchObject({ action: "ignore", why: expect.stringContaining(type) });
    expect(read({ type: undefined }).action).toBe("publish");
  });

  it("needs a headline", () => {
    for (const headline of ["", " ", "\u200b", null, 4, {}])
      expect(outcome({ ...text, headline })).toBe("unusable");
    expect(read({ headline: "", title: "A title" }).article?.headline).toBe("A title");
    expect(read({ headline: `${"word ".repeat(60)}` }).article?.headline).toMatch(/^.{150,200}…$/);
  });

  it("comes out after its embargo and its schedule, and never before by mistake", () => {
    const later = "2026-12-01T06:00:00+0000";
    expect(read({ embargoed: later }).article?.publishAt).toBe(Date.parse("2026-12-01T06:00:00Z"));
    expect(read({ publish_schedule: "2026-12-02T06:00:00+00:00", embargoed: later }).article?.publishAt).toBe(
      Date.parse("2026-12-02T06:00:00Z"),
    );
    expect(read({ embargoed: "2020-01-01T00:00:00+0000" }).article?.publishAt).toBeUndefined();
    expect(read({ firstpublished: "2019-05-28T10:20:30+0000" }).article?.publishAt).toBe(
      Date.parse("2019-05-28T10:20:30Z"),
    );
    expect(read({ firstpublished: "2019-05-28", embargoed: later }).article?.publishAt).toBeGreaterThan(NOW);
    for (const embargoed of ["Next Monday", 4, {}]) expect(outcome({ ...text, embargoed })).toBe("unusable");
  });

  it("names its authors, else those of its byline, and no address of e-mail", () => {
    const authors = [
      { name: "Ann Lee", role: "writer", email: "ann@desk.example" },
      { name: "ann lee" },
      null,
    ];
    expect(read({ authors, byline: "Desk" }).article?.authors).toEqual(["Ann Lee"]);
    expect(read({ byline: "By Henning Gloystein" }).article?.authors).toEqual(["Henning Gloystein"]);
    expect(read({ byline: "Jane Doe <jane@desk.example>, Oslo" }).article?.authors).toEqual([
      "Jane Doe , Oslo",
    ]);
    expect(read({ byline: "jane@desk.example" }).article?.authors).toBeUndefined();
    expect(JSON.stringify(read({ authors }))).not.toContain("ann@");
  });

  it("has subjects as topics, and services as sections by code and name", () => {
    const subject = [{ name: "lawyer", code: "02002001" }, { name: "Lawyer" }, { name: "…" }, { code: "1" }];
    const service = [{ code: "f", name: "Finance" }, { name: "Sport" }];
    const { topics, sections } = read({ subject, service }).article ?? {};
    expect(topics).toEqual(["lawyer"]);
    expect(sections).toEqual(["f", "Finance", "Sport"]);
  });

  it("takes the place of what it evolved from", () => {
    expect(read({ evolvedfrom: "urn:0" }).article?.replaces).toBe("urn:0");
    expect(read({ rewrite_of: "urn:0" }).article?.replaces).toBe("urn:0");
    expect(read({ evolvedfrom: "urn:1" }).article?.replaces).toBeUndefined();
  });

  it("leads with its feature media: by the id under which it was sent, else by its address", () => {
    const lead = read({ associations: { featuremedia: picture, main: null } }).article?.lead;
    expect(lead).toEqual({
      media: "2017/o.jpg",
      url: "https://cdn.example/o.jpg",
      alt: "A bowl of peppers",
      caption: "Few of a kind",
      credit: "L. Ranković",
    });
    const small = { ...picture, renditions: { a: { href: "https://cdn.example/a.png", width: "172" } } };
    const { lead: linked } = read({ associations: [{ id: "featureimage", ...small }] }).article ?? {};
    expect(linked).toMatchObject({ url: "https://cdn.example/a.png" });
    expect(linked).not.toHaveProperty("media");
    for (const each of [
      { ...picture, pubstatus: "canceled" },
      { ...picture, type: "video" },
      null,
      "x",
      { guid: "1" },
    ])
      expect(read({ associations: { featuremedia: each } }).article?.lead).toBeUndefined();
    const odd = { renditions: { original: { href: "javascript:alert(1)", media: {} } } };
    expect(read({ associations: { featuremedia: odd } }).article?.lead).toBeUndefined();
  });

  it("shows an embedded picture as a figure with what its association says", () => {
    const start = '<!-- EMBED START Image {id: "editor_0"} -->';
    const end = '<!-- EMBED END Image {id: "editor_0"} -->';
    const body_html = `<p>One</p>${start}<figure><img src="x"><p>junk</p></figure>${end}<p>Two</p>`;
    const source = read({ body_html, associations: { editor_0: picture } }).article?.body.source;
    expect(source).toBe(
      '<p>One</p><figure><img src="https://cdn.example/o.jpg" alt="A bowl of peppers" data-asset="2017/o.jpg">' +
        "<figcaption>Few of a kind (L. Ranković)</figcaption></figure><p>Two</p>",
    );
    const byAddress = '<div><img src="https://cdn.example/t.jpg"></div>';
    expect(read({ body_html: byAddress, associations: { any: picture } }).article?.body.source).toContain(
      'data-asset="2017/o.jpg"',
    );
    expect(read({ body_html }).article?.body.source).toContain("junk");
    expect(wordsOf(read({ body_html: `<p>One</p>${start}<p>Two</p>` }))).toContain("Two");
  });

  it("shows its slideshow behind its text, in its order, and no picture twice", () => {
    const of = (name: string) => ({
      ...{ type: "picture", headline: name },
      renditions: { original: { href: `https://cdn.example/${name}.jpg`, media: name } },
    });
    const slides = { "slideshow1--10": of("c"), "slideshow1--2": of("b"), "slideshow1--1": of("a") };
    const others = { "media--1": of("b"), "related--1": of("d"), "media--2": { ...of("e"), type: "video" } };
    const associations = { ...slides, ...others, featuremedia: of("a") };
    const source = read({ associations }).article?.body.source ?? "";
    expect(source).toMatch(/^<p>It opened\.<\/p><figure>/);
    const shown = Array.from(source.matchAll(/data-asset="(.)"/g), ([, name]) => name);
    expect(shown).toEqual(["b", "c"]);
  });

  it("keeps lines apart, and leaves out scripts, styles and the headline where it is said again", () => {
    const body_html =
      "<html><head><title>T</title></head><body><h1>Harbour opens</h1><div><span>A</span> b</div><div>C</div>" +
      "<script>alert(1)</script><style>p{}</style><p style='color:red' onclick='x()' class='y'>D</p></body></html>";
    expect(read({ body_html }).article?.body.source).toBe("<p><span>A</span> b</p><p>C</p><p>D</p>");
  });

  it("is plain text in paragraphs where it has no HTML, whatever stands in it", () => {
    const { body_html: _, ...others } = text;
    const body = (body_text: string) => itemBy(superdesk, { ...others, body_text }).article?.body.source;
    expect(body("One <b>\ntwo\n\nThree & four")).toBe("<p>One &#x3C;b>\ntwo</p><p>Three &#x26; four</p>");
    expect(body("One\nTwo")).toBe("<p>One</p><p>Two</p>");
  });

  it("that has but a description says that as its text", () => {
    const { body_html: _, ...others } = text;
    const { article } = itemBy(superdesk, { ...others, description_text: "Ships & more" });
    expect(article).toMatchObject({ standfirst: "", body: { source: "<p>Ships &#x26; more</p>" } });
    expect(itemBy(superdesk, others).article?.body.source).toBe("");
  });

  it("may not cost the parser more than articles may", () => {
    expect(outcome({ ...text, body_html: "<b>".repeat(200) })).toBe("unusable");
    expect(outcome({ ...text, body_html: "<i>x</i>".repeat(30_000) })).toBe("unusable");
    expect(outcome({ ...text, body_html: "x".repeat(400_001) })).toBe("unusable");
    expect(outcome({ ...text, body_html: '<!-- EMBED START Image {id: "a"} -->'.repeat(10_000) })).toBe(
      "publish",
    );
  });
});

describe.runIf(files.length > 0)("agencies' items", () => {
  const of = (name: string) => itemBy(superdesk, jsonOf(fileNamed(files, name)));

  it("of ninjs 3 are read as those of ninjs 2", () => {
    for (const [name, version] of [
      ["dpa_text", 2],
      ["businesswire-newsml-20130605006126", 1],
    ] as const) {
      const two = of(`iptc/examples/2.1/${name}.json`);
      expect(two.version).toBe(String(version));
    }
    expect(of("iptc/examples/3.0/dpa_text.json")).toEqual(of("iptc/examples/2.1/dpa_text.json"));
    const { article } = of("iptc/examples/3.0/tt_text_image_3.json");
    expect(article).toMatchObject({ headline: "Militärövning i jätteformat hålls 2023", language: "sv" });
    expect(article?.lead).toBeUndefined();
    expect(article?.body.source).toMatch(/<img src="[^"]*a001_NormalHires.jpg".*\(Karl Melander\/TT\)/s);
    expect(of("iptc/examples/2.1/ntb_text.json").article?.authors).toEqual(["NTB"]);
    const [event] = jsonOf(
      fileNamed(files, "iptc/examples/3.0/collection/20231016-event-timeline-sample.json"),
    ) as unknown[];
    expect(itemBy(superdesk, event).action).toBe("ignore");
  });

  it("of ninjs 1.6 may have their texts under any name", () => {
    const { article } = of("iptc/documentation/includes/examples/1.6/005_complex_text_article.json");
    expect(article?.headline).toBe("Captain of wrecked cruise ship on trial in Italy");
    expect(article?.body.source).toMatch(/^<p>GROSSETO/);
  });
});
