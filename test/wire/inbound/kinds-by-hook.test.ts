import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { tableOf } from "../../support/deliveries.ts";
import { aPaper, must } from "../../support/factories.ts";
import { fileNamed, filesOf, jsonOf } from "../../support/fixture-files.ts";
import { aSource, deliver, signedBy } from "../../support/newsrooms-by-hook.ts";
import { aPng } from "../../support/picture.ts";
import { request } from "../../support/request.ts";
import type { Answered } from "../../support/sender.ts";

const ninjs = filesOf(env.NINJS_FILES);
const ghostFiles = filesOf(env.GHOST_FILES);
const wordpressFiles = filesOf(env.WORDPRESS_FILES);

interface Written {
  headline: string;
  bodyHtml: string;
  language: string;
  publishedAt: string | null;
  status: string;
  lead: { media: string } | null;
}

async function articleOf(token: string, { article }: Answered): Promise<Written> {
  return await must(200, request(`/api/v1/articles/${article?.id}`, { token }));
}

describe.runIf(ninjs.length > 0)("Superdesk's and IPTC's open payloads, signed", () => {
  const payloads = ninjs
    .filter(({ name }) => /\/.*\.json$/.test(name) && !/specification|schema\.json$/.test(name))
    .flatMap((file) => [jsonOf(file)].flat().map((payload) => ({ name: file.name, payload })));

  /** Each on its own: many have the same guid. */
  it("are never our fault, and what is created is there to read", async () => {
    const token = await aPaper();
    const slugs = Array.from({ length: Math.ceil(payloads.length / 100) }, (_, n) => `desk-${n}`);
    const sources = await Promise.all(slugs.map((slug) => aSource(token, "superdesk", { slug })));
    const rows: { folder: string; outcome: string }[] = [];
    const unread: string[] = [];
    for (const [n, { name, payload }] of payloads.entries()) {
      // No source may send more than 300 a minute.
      const source = sources[Math.floor(n / 100)] ?? { slug: "", secret: "" };
      const own = typeof payload === "object" && payload ? { ...payload, ...renamed(payload, n) } : payload;
      const answered = await deliver("superdesk", source, JSON.stringify(own ?? null));
      expect([name, answered.status < 500 && answered.status !== 429]).toEqual([name, true]);
      const [first = "", second = ""] = name.split("/");
      const outcome = answered.status === 422 ? "failed 422" : answered.outcome;
      rows.push({ folder: first === "iptc" ? `${first}/${second}` : first, outcome });
      if (outcome !== "created") continue;
      const { headline, bodyHtml, language, publishedAt } = await articleOf(token, answered);
      if (!headline || !bodyHtml || !language || !publishedAt) unread.push(name);
    }
    console.log(JSON.stringify(tableOf(rows)));
    expect(unread).toEqual([]);
    expect(rows.filter(({ outcome }) => outcome === "created").length).toBeGreaterThan(75);
  }, 240_000);

  it("that are canceled are gone", async () => {
    const token = await aPaper();
    const source = await aSource(token, "superdesk");
    const of = (n: number) =>
      JSON.stringify(
        jsonOf(
          fileNamed(
            ninjs,
            `web-publisher/articles__unpublish_killed_when_publish_destination_is_defined.0${n}.json`,
          ),
        ),
      );
    const created = await deliver("superdesk", source, of(1));
    expect(created).toMatchObject({ status: 201, outcome: "created" });
    const path = new URL(created.article?.url ?? "").pathname;
    expect((await request(path)).status).toBe(200);
    expect(await deliver("superdesk", source, of(2))).toMatchObject({ status: 200, outcome: "updated" });
    expect(await deliver("superdesk", source, of(3))).toMatchObject({ status: 200, outcome: "withdrawn" });
    expect((await request(path)).status).toBe(410);
    expect(await deliver("superdesk", source, of(2))).toMatchObject({ outcome: "duplicate" });
    expect((await request(path)).status).toBe(410);
  });
});

function renamed(payload: object, n: number): object {
  const names = ["guid", "uri"].filter((name) => typeof Reflect.get(payload, name) === "string");
  return Object.fromEntries(names.map((name) => [name, `${Reflect.get(payload, name)}#${n}`]));
}

describe("an item of Superdesk's", () => {
  const item = { guid: "urn:1", type: "text", version: "1", headline: "Ships", body_html: "<p>A</p>" };

  it("takes the place of the one that it evolved from, and comes out after its embargo", async () => {
    const token = await aPaper();
    const source = await aSource(token, "superdesk");
    const send = (members: object) => deliver("superdesk", source, JSON.stringify({ ...item, ...members }));
    const first = await send({});
    const rewritten = await send({ guid: "urn:2", evolvedfrom: "urn:1", headline: "Ships again" });
    expect(rewritten).toMatchObject({ outcome: "updated", article: { id: first.article?.id } });
    const embargoed = new Date(Date.now() + 3_600_000).toISOString();
    const held = await send({ guid: "urn:3", embargoed });
    expect(held).toMatchObject({ status: 201, outcome: "created" });
    expect(await articleOf(token, held)).toMatchObject({ status: "scheduled" });
    expect(await send({ guid: "urn:3", version: "2", pubstatus: "canceled" })).toMatchObject({
      outcome: "withdrawn",
    });
    expect(await articleOf(token, held)).toMatchObject({ status: "draft" });
  });
});

describe("Superdesk's assets", () => {
  const mediaId = "2017020111028/9a83.png";
  const upload = async (
    source: { slug: string; secret: string },
    secret: string,
    file: Uint8Array<ArrayBuffer>,
  ) => {
    const form = new FormData();
    form.append("media_id", mediaId);
    form.append("media", new File([file], mediaId, { type: "image/png" }));
    const sent = new Response(form);
    const type = sent.headers.get("Content-Type") ?? "";
    const body = new Uint8Array(await sent.arrayBuffer());
    const headers = { "Content-Type": type, ...(await signedBy("superdesk", secret, body)) };
    return await request(`/hooks/${source.slug}/assets`, { method: "POST", body, headers });
  };

  it("are asked for, sent, and shown by the item that comes after", async () => {
    const token = await aPaper();
    const source = await aSource(token, "superdesk");
    const ask = async () => (await request(`/hooks/superdesk/assets/${mediaId}`)).status;
    expect(await ask()).toBe(404);
    expect((await upload(source, "wrong", await aPng(8, 4))).status).toBe(401);
    expect(await ask()).toBe(404);
    const answer = await upload(source, source.secret, await aPng(8, 4));
    expect([answer.status, await answer.json()]).toEqual([201, { mediaId, outcome: "kept" }]);
    expect((await upload(source, source.secret, await aPng(8, 4))).status).toBe(200);
    expect(await ask()).toBe(200);
    const picture = {
      type: "picture",
      headline: "Harbour",
      renditions: { original: { media: mediaId, href: "https://desk.example/a.png" } },
    };
    const body_html =
      '<p>A</p><!-- EMBED START Image {id: "editor_0"} --><!-- EMBED END Image {id: "editor_0"} -->';
    const associations = { featuremedia: picture, editor_0: picture };
    const item = { guid: "urn:1", type: "text", version: "1", headline: "Ships", body_html, associations };
    const created = await deliver("superdesk", source, JSON.stringify(item));
    expect(created).toMatchObject({ status: 201, outcome: "created" });
    const article = await articleOf(token, created);
    expect(article.lead?.media).toBeTruthy();
    expect(article.bodyHtml).toContain(`<figure><img src="/media/${article.lead?.media}/1/`);
    const path = new URL(created.article?.url ?? "").pathname;
    expect(await (await request(path)).text()).toContain(`alt="Harbour"`);
  });

  it("are taken of no other kind of source, and 200 or 201 whatever file it is", async () => {
    const token = await aPaper();
    const source = await aSource(token, "superdesk");
    const other = await aSource(token, "wordpress");
    expect((await upload(other, other.secret, await aPng(8, 4))).status).toBe(401);
    for (const path of ["wordpress/assets/a.jpg", "nobody/assets/a.jpg", "superdesk/assets/%00"])
      expect([path, (await request(`/hooks/${path}`)).status]).toEqual([path, 404]);
    for (const slug of ["superdesk", "wordpress", "nobody"])
      expect([slug, (await request(`/hooks/${slug}/assets/2018/film.mp4`)).status]).toEqual([slug, 200]);
    const answer = await upload(source, source.secret, Uint8Array.of(1, 2, 3));
    expect([answer.status, await answer.json()]).toEqual([200, { mediaId, outcome: "aside" }]);
  });
});

describe.runIf(ghostFiles.length > 0)("every event of Ghost's that was captured, signed", () => {
  it("is never our fault, and what is published is there to read", async () => {
    const token = await aPaper();
    const source = await aSource(token, "ghost");
    const rows: string[] = [];
    for (const file of ghostFiles.filter(({ name }) => name.startsWith("webhooks/"))) {
      const answered = await deliver("ghost", source, JSON.stringify(jsonOf(file)));
      const event = file.name.replace(/^webhooks\/(.*)\.body\.json$/, "$1");
      rows.push(`${event}: ${answered.status} ${answered.outcome ?? answered.detail}`);
      expect([event, [200, 201, 422].includes(answered.status)]).toEqual([event, true]);
      if (event !== "post.published") continue;
      expect(answered).toMatchObject({ status: 201, outcome: "created" });
      const article = await articleOf(token, answered);
      expect(article).toMatchObject({ headline: "webhookz", publishedAt: "2026-02-19T00:01:31.000Z" });
      expect(article.bodyHtml).toContain("HTML Ipsum Presents");
    }
    console.log(rows.join("\n"));
  });

  it("makes its post go when it is unpublished or deleted", async () => {
    const token = await aPaper();
    const source = await aSource(token, "ghost");
    const event = jsonOf(fileNamed(ghostFiles, "webhooks/post.published.body.json")) as {
      post: { current: Record<string, unknown> };
    };
    const send = (current: object, previous: object) =>
      deliver("ghost", source, JSON.stringify({ post: { current, previous } }));
    const { current } = event.post;
    const created = await send(current, { status: "draft" });
    const path = new URL(created.article?.url ?? "").pathname;
    const later = (s: number) => ({ updated_at: `2026-02-19T00:02:0${s}.000Z` });
    expect(await send({ ...current, ...later(1), status: "draft" }, { status: "published" })).toMatchObject({
      outcome: "withdrawn",
    });
    expect((await request(path)).status).toBe(410);
    expect(await send({ ...current, ...later(2) }, { status: "draft" })).toMatchObject({
      outcome: "updated",
    });
    expect((await request(path)).status).toBe(200);
    expect(await send({}, { ...current, ...later(2) })).toMatchObject({ outcome: "withdrawn" });
    expect((await request(path)).status).toBe(410);
  });
});

describe.runIf(wordpressFiles.length > 0)("a post of WordPress's, signed", () => {
  it("is there to read, and goes into the bin", async () => {
    const token = await aPaper();
    const source = await aSource(token, "wordpress", { sections: { boop: "world" } });
    const post = jsonOf(fileNamed(wordpressFiles, "ghost-migrate/mg-wp-api/single-post.json")) as object;
    const created = await deliver("wordpress", source, JSON.stringify(post));
    expect(created).toMatchObject({ status: 201, outcome: "created" });
    expect(await articleOf(token, created)).toMatchObject({
      headline: "My Awesome Post",
      publishedAt: "2019-11-07T15:36:54.000Z",
    });
    const trashed = { ...post, status: "trash", modified_gmt: "2019-11-08T00:00:00" };
    expect(await deliver("wordpress", source, JSON.stringify(trashed))).toMatchObject({
      outcome: "withdrawn",
    });
    expect((await request(new URL(created.article?.url ?? "").pathname)).status).toBe(410);
  });
});
