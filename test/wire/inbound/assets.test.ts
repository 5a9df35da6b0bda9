import { env } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { beforeEach, describe, expect, it } from "vitest";
import { renderBody } from "../../../src/articles/body.ts";
import { deletePicture } from "../../../src/articles/delete-picture.ts";
import { getPicture } from "../../../src/articles/media-store.ts";
import { openDatabase } from "../../../src/db.ts";
import { type Act, byDateline } from "../../../src/http/actor.ts";
import { hasAsset, keepAsset } from "../../../src/wire/inbound/keep-asset.ts";
import { placePictures } from "../../../src/wire/inbound/place-pictures.ts";
import { readAsset } from "../../../src/wire/inbound/read-asset.ts";
import { superdesk } from "../../../src/wire/inbound/superdesk.ts";
import { aDelivery, itemBy, NOW } from "../../support/deliveries.ts";
import { aPaper } from "../../support/factories.ts";
import { fileNamed, filesOf } from "../../support/fixture-files.ts";
import { aSource } from "../../support/newsrooms-by-hook.ts";
import { aPng, join } from "../../support/picture.ts";

const DESK = { slug: "desk", kind: "superdesk" as const, pictureHosts: [] };
const ID = "2017020111028/9a83.jpg";
const act = (): Act => byDateline(openDatabase(env.DB), NOW);

function keep(bytes: Uint8Array<ArrayBuffer>, mediaId = ID, source = "desk") {
  return keepAsset(act(), env.MEDIA, { source, asset: { mediaId, name: mediaId, bytes } });
}

beforeEach(async () => {
  const token = await aPaper();
  for (const slug of ["desk", "other"]) await aSource(token, "superdesk", { slug });
});

async function rowsOf(table: "assets" | "media") {
  return (await env.DB.prepare(`SELECT * FROM ${table}`).all<Record<string, unknown>>()).results;
}

async function files(): Promise<number> {
  return (await env.MEDIA.list()).objects.length;
}

describe("a file that a sender uploads", () => {
  it("is a picture of ours from then on, under the sender's id, at this source only", async () => {
    const { db } = act();
    expect(await hasAsset(db, "desk", ID)).toBe(false);
    expect(await keep(await aPng(8, 4))).toBe("kept");
    expect(await hasAsset(db, "desk", ID)).toBe(true);
    expect(await hasAsset(db, "other", ID)).toBe(false);
    const [asset] = await rowsOf("assets");
    const picture = await getPicture(db, String(asset?.media));
    expect(picture).toMatchObject({ width: 8, height: 4, type: "image/png", createdBy: "dateline" });
    expect(await files()).toBe(1);
  });

  it("that is sent again, or twice at once, is one picture", async () => {
    const png = await aPng(8, 4);
    const outcomes = await Promise.all([keep(png), keep(png), keep(png)]);
    expect(outcomes.filter((outcome) => outcome === "kept")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "known")).toHaveLength(2);
    expect(await keep(await aPng(9, 9))).toBe("known");
    expect([(await rowsOf("assets")).length, (await rowsOf("media")).length, await files()]).toEqual([
      1, 1, 1,
    ]);
  });

  it("that is no picture is left aside with the reason, and not asked for again", async () => {
    expect(await keep(Uint8Array.from(new TextEncoder().encode("<svg onload=alert(1)>")))).toBe("aside");
    const [asset] = await rowsOf("assets");
    expect(asset).toMatchObject({ media: null, note: expect.stringContaining("pictures are taken") });
    expect([await hasAsset(act().db, "desk", ID), (await rowsOf("media")).length, await files()]).toEqual([
      true,
      0,
      0,
    ]);
    expect(await keep(new Uint8Array(20_000_001), "large.jpg")).toBe("aside");
  });

  it("that plays is not even asked for", async () => {
    expect(await hasAsset(act().db, "desk", "20180904/b42.mp4")).toBe(true);
    expect(await keep(await aPng(8, 4), "20180904/b42.MP4")).toBe("known");
    expect(await rowsOf("assets")).toEqual([]);
  });

  it("can be sent again when its picture was deleted", async () => {
    await keep(await aPng(8, 4));
    const id = String((await rowsOf("assets"))[0]?.media);
    await deletePicture(act(), { id, bucket: env.MEDIA, siteUrl: "http://dateline.test" });
    expect(await hasAsset(act().db, "desk", ID)).toBe(false);
    expect(await keep(await aPng(8, 4))).toBe("kept");
  });
});

describe("the form of an upload", () => {
  const form = async (fields: Record<string, string | Blob>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    const sent = new Response(body);
    const type = sent.headers.get("Content-Type") ?? "";
    return aDelivery(new Uint8Array(await sent.arrayBuffer()), { "Content-Type": type });
  };

  it("names the file by its id", async () => {
    const media = new File(["x"], "../../evil\n.svg", { type: "image/svg+xml" });
    const asset = await readAsset(await form({ media_id: ID, media }));
    expect(asset).toMatchObject({ mediaId: ID, bytes: new Uint8Array([120]) });
    expect(asset.name).not.toMatch(/\n/);
  });

  it.runIf(env.NINJS_FILES !== "[]")("is read as Superdesk sends it", async () => {
    const { bytes } = fileNamed(filesOf(env.NINJS_FILES), "wire-captures/asset-upload.http");
    const raw = Buffer.from(bytes);
    const end = raw.indexOf("\r\n\r\n");
    const [, type = ""] = /^Content-Type: (.*)\r$/im.exec(raw.subarray(0, end + 2).toString("latin1")) ?? [];
    const delivery = aDelivery(Uint8Array.from(raw.subarray(end + 4)), { "Content-Type": type });
    expect(await readAsset(delivery)).toMatchObject({
      mediaId: "2017020111028/abc.jpg",
      name: "2017020111028/abc.jpg",
    });
  });

  it("is refused where it is none, or lacks the id or the file", async () => {
    const media = new File(["x"], "a.jpg");
    const status = (delivery: Promise<ReturnType<typeof aDelivery>>) =>
      delivery.then(readAsset).then(
        () => 200,
        (error: { status: number }) => error.status,
      );
    expect(await status(form({ media }))).toBe(422);
    expect(await status(form({ media_id: ID }))).toBe(422);
    expect(await status(form({ media_id: ID, media: "text" }))).toBe(422);
    expect(await status(form({ media_id: "a\nb", media }))).toBe(422);
    expect(
      await status(Promise.resolve(aDelivery("x", { "Content-Type": "multipart/form-data; boundary=a" }))),
    ).toBe(400);
    expect(await status(Promise.resolve(aDelivery("x")))).toBe(400);
  });
});

describe("the pictures of an item", () => {
  const of = (media: string) => ({
    type: "picture",
    headline: "Peppers",
    byline: "Ann",
    renditions: { original: { href: `https://cdn.example/${media}`, media } },
  });
  const item = (associations: object) =>
    itemBy(superdesk, {
      guid: "urn:1",
      headline: "A",
      body_html:
        '<p>One</p><!-- EMBED START Image {id: "editor_0"} --><!-- EMBED END Image {id: "editor_0"} -->',
      associations,
    }).article;

  it("that were sent before are ours, as lead and in the body", async () => {
    await keep(await aPng(8, 4));
    const article = item({ featuremedia: of(ID), editor_0: of(ID) });
    if (!article) throw new Error("There is no article");
    const media = String((await rowsOf("assets"))[0]?.media);
    const placed = await placePictures(act().db, DESK, article);
    expect(placed.lead).toMatchObject({ media, alt: "Peppers" });
    expect(placed.body.source).toContain(`<img src="/media/${media}/1/original" alt="Peppers">`);
    expect(await placePictures(act().db, { ...DESK, kind: "standard" }, article)).toBe(article);
  });

  it("that were not, or by another source, stay at their address", async () => {
    await keep(await aPng(8, 4), ID, "other");
    const article = item({ featuremedia: of(ID), editor_0: of(ID) });
    if (!article) throw new Error("There is no article");
    const placed = await placePictures(act().db, DESK, article);
    expect(placed.lead).toBeUndefined();
    const words = "<figcaption>(Ann)</figcaption>";
    const picture = `<figure><img src="https://cdn.example/${ID}" alt="Peppers">${words}</figure>`;
    expect(placed.body.source).toBe(`<p>One</p>${picture}`);
    const bare = {
      ...article,
      body: { format: "html" as const, source: "<p>One</p>" },
      lead: { url: "https://a.example/?a&b" },
    };
    expect((await placePictures(act().db, { ...DESK, slug: "blog", kind: "ghost" }, bare)).body.source).toBe(
      '<figure><img src="https://a.example/?a&#x26;b" alt=""></figure><p>One</p>',
    );
    expect(renderBody("html", placed.body.source).html).toContain(
      `<figure><a href="https://cdn.example/${ID}" rel="noopener">Peppers</a>${words}</figure>`,
    );
    const { lead } = await placePictures(act().db, DESK, { ...article, lead: { media: "gone" } });
    expect(lead).toBeUndefined();
  });

  it("lose what says where and when they were taken", async () => {
    const png = await aPng(8, 4);
    const note = new TextEncoder().encode("tEXtComment\0at home");
    const chunk = join([Uint8Array.of(0, 0, 0, note.length - 4), note, Uint8Array.of(0, 0, 0, 0)]);
    expect(await keep(join([png.slice(0, 33), chunk, png.slice(33)]))).toBe("kept");
    const media = String((await rowsOf("assets"))[0]?.media);
    const { objects } = await env.MEDIA.list();
    const stored = await env.MEDIA.get(objects.find(({ key }) => key.includes(media))?.key ?? "");
    expect(await stored?.text()).not.toContain("at home");
  });
});
