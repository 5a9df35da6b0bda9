import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { openDatabase } from "../../../src/db.ts";
import { byDateline } from "../../../src/http/actor.ts";
import { fetchPicture } from "../../../src/wire/inbound/fetch-picture.ts";
import { fetchPictures } from "../../../src/wire/inbound/fetch-pictures.ts";
import { aPaper, must } from "../../support/factories.ts";
import { aSource, deliver } from "../../support/newsrooms-by-hook.ts";
import { until } from "../../support/receiving.ts";
import { problemOf, request } from "../../support/request.ts";
import { type Answered, Sender } from "../../support/sender.ts";

const HOST = inject("pictureHost");
const pictureHosts = ["127.0.0.1"];
let named = 0;
/** A picture's name that no other test has, and its address. */
const at = (fate: string) => `${HOST}/${fate}/${Date.now()}-${++named}.png`;
const nameOf = (url: string) => url.split("/").at(-1) ?? "";
const asked = async (url: string) => Number(await (await fetch(`${HOST}/asked/${nameOf(url)}`)).text());
const end = async (how: "release" | "fail", url: string) =>
  void (await (await fetch(`${HOST}/${how}/${nameOf(url)}`)).text());
const img = (url: string) => `<img src="${url}" alt="">`;

let token = "";
beforeEach(async () => {
  token = await aPaper();
});

interface Written {
  headline: string;
  bodyHtml: string;
  lead: { media: string; caption: string | null } | null;
}

const read = async ({ article }: Answered) =>
  await must<Written>(200, request(`/api/v1/articles/${article?.id}`, { token }));
const pageOf = async ({ article }: Answered) =>
  await (await request(new URL(article?.url ?? "").pathname)).text();

/** A post of Ghost's; each second is another version of it. */
function post(members: Record<string, unknown>, second = 0, id = "1") {
  const times = { updated_at: `2026-11-20T07:00:0${second}.000Z`, published_at: "2026-11-20T07:00:00.000Z" };
  const text = { title: "Ships", html: "<p>They sail.</p>", status: "published", visibility: "public" };
  return JSON.stringify({ post: { current: { id, ...text, ...times, ...members }, previous: {} } });
}

describe("pictures at hosts that a source names", () => {
  it("of Ghost are ours, as lead and in the body, and are fetched once", async () => {
    const ghost = await aSource(token, "ghost", { pictureHosts });
    const [lead, inside, other] = [at("ok"), at("ok"), `${at("ok").replace("127.0.0.1", "localhost")}`];
    const html = `${img(lead)}<p>They sail.</p><figure>${img(inside)}</figure><p>${img(other)}</p>`;
    const members = {
      feature_image: lead,
      feature_image_alt: "A pier",
      feature_image_caption: "At <b>dawn</b>",
    };
    const created = await deliver("ghost", ghost, post({ ...members, html }));
    expect(created).toMatchObject({ status: 201, outcome: "created" });
    expect(created.why).toBe(undefined);
    const article = await read(created);
    expect(article.lead).toMatchObject({ media: expect.any(String), caption: "At dawn" });
    expect(article.bodyHtml).toMatch(/^<p>They sail\.<\/p>\n?<figure><img src="\/media\//);
    expect(article.bodyHtml).toContain(`<a href="${other}"`);
    expect(await pageOf(created)).toContain('alt="A pier"');
    const again = await deliver("ghost", ghost, post({ ...members, html, title: "Boats" }, 1));
    expect(again).toMatchObject({ outcome: "updated" });
    expect((await read(again)).lead).toEqual(article.lead);
    expect(await Promise.all([lead, inside, other].map(asked))).toEqual([1, 1, 0]);
    const without = await deliver("ghost", ghost, post({ html }, 2));
    expect((await read(without)).lead).toBe(null);
  });

  it("of WordPress are ours with their credit; one that nobody describes is on top of the text", async () => {
    const wordpress = await aSource(token, "wordpress", { pictureHosts });
    const send = async (id: number, picture: Record<string, unknown>) => {
      const content = { rendered: `<p>They sail.</p>${img(at("ok"))}` };
      const words = { title: { rendered: "Ships" }, content, date_gmt: "2026-11-20T07:00:00" };
      const _embedded = { "wp:featuredmedia": [{ media_type: "image", source_url: at("ok"), ...picture }] };
      const body = JSON.stringify({ id, type: "post", status: "publish", ...words, _embedded });
      return await deliver("wordpress", wordpress, body);
    };
    const image_meta = { credit: "Ann Lee" };
    const created = await send(1, { alt_text: "A pier", media_details: { image_meta } });
    expect((await read(created)).lead?.media).toBeTruthy();
    expect((await read(created)).bodyHtml).toMatch(/^<p>They sail\.<\/p>\n?<img src="\/media\//);
    expect(await pageOf(created)).toContain("Ann Lee");
    const bare = await read(await send(2, {}));
    expect(bare.lead).toBe(null);
    expect(bare.bodyHtml).toMatch(/^<figure><img src="\/media\//);
  });

  it("of ninjs are ours where they were not sent before", async () => {
    const desk = await aSource(token, "superdesk", { pictureHosts });
    const original = { media: "2026/a.png", href: at("ok"), mimetype: "image/png" };
    const featuremedia = { type: "picture", headline: "A pier", byline: "Ann Lee", renditions: { original } };
    const texts = { guid: "urn:1", type: "text", version: "1", headline: "Ships", body_html: "<p>A</p>" };
    const created = await deliver(
      "superdesk",
      desk,
      JSON.stringify({ ...texts, associations: { featuremedia } }),
    );
    expect((await read(created)).lead?.media).toBeTruthy();
    expect(await pageOf(created)).toContain("Ann Lee");
  });

  it("of our own kind are ours where a body in HTML shows them", async () => {
    const sender = await Sender.of(token, { pictureHosts });
    const url = at("ok");
    const source = `<p>They sail.</p>${img(url.replace("http://", "HTTP://"))}`;
    const created = await sender.publish({ body: { format: "html", source } });
    expect((await read(created)).bodyHtml).toContain('<img src="/media/');
  });

  it("that can't be had are linked to, and the answer says why", async () => {
    const ghost = await aSource(token, "ghost", { pictureHosts });
    const fates = ["redirect", "big", "html", "missing"];
    const said = await Promise.all(
      fates.map(async (fate, n) => {
        const url = at(fate);
        const created = await deliver("ghost", ghost, post({ html: img(url) }, 0, `p${n}`));
        expect((await read(created)).bodyHtml).toContain(`<a href="${url}"`);
        return created.why?.replace(/^.* stays a link: /, "");
      }),
    );
    expect(said).toEqual([
      "its host answers 302.",
      "it is too large.",
      "it is no picture that is shown here.",
      "its host answers 404.",
    ]);
    const { objects } = await env.MEDIA.list();
    expect(objects).toEqual([]);
  });

  it("are named by a dry run, and not fetched", async () => {
    await aSource(token, "ghost", { pictureHosts });
    const [url, other] = [at("ok"), "https://elsewhere.example/a.png"];
    const json = JSON.parse(post({ html: img(url) + img(other) }));
    const answer = request("/api/v1/sources/ghost/dry-run", { token, json });
    const { notes } = await must<{ notes: { message: string }[] }>(200, answer);
    expect(notes.map(({ message }) => message).filter((message) => message.includes("picture"))).toEqual([
      `The picture at ${url} is fetched.`,
      `The picture at ${other} stays a link: its host is none of the source's pictureHosts.`,
    ]);
    expect(await asked(url)).toBe(0);
  });

  it("are named exactly, as addresses have them", async () => {
    const wrong = [
      "*.example.com",
      "Images.example",
      "https://a.example",
      "a.example:80",
      "münchen.example",
      "",
    ];
    for (const name of wrong) {
      const json = { slug: "x", kind: "ghost", pictureHosts: ["xn--mnchen-3ya.example", name] };
      const { status, errors } = await problemOf(await request("/api/v1/sources", { token, json }));
      expect([name, status, errors?.[0]?.path]).toEqual([name, 422, "pictureHosts.1"]);
    }
  });
});

it("places a picture that comes after the answer, unless somebody was there first", async () => {
  const ghost = await aSource(token, "ghost", { pictureHosts });
  const ids = ["late", "newer", "edited"];
  const urls = ids.map(() => at("held"));
  const members = (n: number) => ({ feature_image: urls[n], feature_image_alt: "A pier" });
  const missing = at("held");
  const slow = deliver("ghost", ghost, post({ html: img(missing) }, 0, "lacking"));
  const created = await Promise.all(ids.map((id, n) => deliver("ghost", ghost, post(members(n), 0, id))));
  const [late, newer, edited] = created as [Answered, Answered, Answered];
  const atOnce = await read(late);
  expect([atOnce.lead, atOnce.bodyHtml]).toEqual([null, expect.stringContaining(`<a href="${urls[0]}"`)]);
  await deliver("ghost", ghost, post({ title: "Boats" }, 1, "newer"));
  const headers = { "If-Match": `"${edited.article?.revision}"` };
  const edit = { method: "PATCH", token, headers, json: { label: "Mine" } };
  await must(200, request(`/api/v1/articles/${edited.article?.id}`, edit));
  const lacking = await slow;
  expect(lacking.why).toBe(undefined);
  await end("fail", missing);
  const why = `The picture at ${missing} stays a link: its host answers 404.`;
  const noted = env.DB.prepare("SELECT why FROM inbox WHERE article = ?").bind(lacking.article?.id);
  await until(async () => (await noted.first("why")) === why);
  const kept = async () => (await env.DB.prepare("SELECT media FROM assets").all()).results.length;
  for (const [n, url] of urls.entries().toArray().toReversed()) {
    await end("release", url);
    await until(async () => (await kept()) === urls.length - n);
  }
  await until(async () => (await read(late)).lead !== null);
  expect((await read(late)).bodyHtml).toBe("<p>They sail.</p>");
  expect(await read(newer)).toMatchObject({ headline: "Boats", lead: null, bodyHtml: "<p>They sail.</p>" });
  expect((await read(edited)).lead).toBe(null);
});

it("stops waiting for what drips", async () => {
  expect(await fetchPicture(at("drip"), AbortSignal.timeout(100))).toMatchObject({
    why: "it did not come in time",
  });
});

it("asks no private address, in whatever notation", async () => {
  const near = at("ok").replace("http:", "https:");
  const urls = [at("ok"), near, near.replace("127.0.0.1", "2130706433"), "https://private.example/a.png"];
  const strict = { ...env, ALLOW_PRIVATE_WEBHOOKS: "0", DNS_URL: `${inject("receiver")}/dns` };
  const fetching = { env: strict, source: "ghost", siteUrl: "https://courier.example" };
  const { done, kept, failed } = fetchPictures(byDateline(openDatabase(env.DB), Date.now()), fetching, urls);
  await done;
  expect([kept.size, [...failed.keys()]]).toEqual([0, urls]);
  expect([...failed.values()].at(-1)).toBe("its name leads to an address that is private");
  expect(await asked(urls[0] ?? "")).toBe(0);
});
