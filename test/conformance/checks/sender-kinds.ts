import { type Answer, type JsonObject, objectsIn } from "../answer.ts";
import { equal, page, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { PNG } from "../pictures.ts";
import { referenceIn, type Sender } from "../sender.ts";
import type { Site } from "../site.ts";

const MEDIA_ID = "20161130071300/conformance.png";

/** CONTRACT §5: what Superdesk, Ghost and WordPress send, as they sign it. */
export const senderKinds: Check[] = [
  {
    part: "§5",
    title: "Superdesk's file: 404 when it asks, 201 when it is sent, then 200; unsigned 401",
    needs: "token",
    async run(site) {
      const sender = await site.wire.superdesk();
      const assets = `/hooks/${sender.source.slug}/assets`;
      problem(await site.ask(`${assets}/${MEDIA_ID}`), 404, "not_found");
      const { body, type } = await upload();
      const headers = { "Content-Type": type };
      problem(await site.ask(assets, { method: "POST", body, headers }), 401, "unauthorized");
      const signed = { ...headers, ...sender.headersOf(body) };
      for (const expected of [201, 200])
        status(await site.ask(assets, { method: "POST", body, headers: signed }), expected);
      status(await site.ask(`${assets}/${MEDIA_ID}`), 200);
    },
  },
  {
    part: "§5",
    title: "Superdesk's item leads with the file that was sent; canceled: 410",
    needs: "token",
    async run(site) {
      const sender = await site.wire.superdesk();
      const { id, path } = referenceIn(status(await sender.deliver(ninjs(site, {})), 201));
      const { json } = await site.newsroom.read(id);
      const [lead] = objectsIn([json.lead]);
      equal("standfirst", json.standfirst, "In short.");
      status(await site.api(`/media/${lead?.media}`), 200);
      await isGoneBy(site, path, await sender.deliver(ninjs(site, { version: "3", pubstatus: "canceled" })));
    },
  },
  {
    part: "§5",
    title: "Ghost's post is published by its state; unpublished: 410",
    needs: "token",
    async run(site) {
      const sender = await site.wire.ghost();
      const post = (current: JsonObject, previous: JsonObject) => ({
        post: { current: { ...GHOST, ...current }, previous },
      });
      const sent = await sender.deliver(post({}, { status: "draft" }));
      const { path } = await isMapped(site, sent);
      const later = { status: "draft", updated_at: "2026-02-19T08:00:00.000Z" };
      await isGoneBy(site, path, await sender.deliver(post(later, { status: "published" })));
    },
  },
  {
    part: "§5",
    title: "WordPress's post is published with what is embedded; in the bin: 410",
    needs: "token",
    async run(site) {
      const sender: Sender = await site.wire.wordpress();
      const { path } = await isMapped(site, await sender.deliver(WORDPRESS));
      const binned = { ...WORDPRESS, status: "trash", modified_gmt: "2026-02-19T08:00:00" };
      await isGoneBy(site, path, await sender.deliver(binned));
    },
  },
];

/** The article that was made; its section is the one that the source maps theirs to. */
async function isMapped(site: Site, answer: Answer) {
  const made = referenceIn(status(answer, 201));
  equal("section", (await site.newsroom.read(made.id)).json.section, await site.wire.mapped());
  return made;
}

async function isGoneBy(site: Site, path: string, withdrawal: Answer): Promise<void> {
  equal("outcome", status(withdrawal, 200).json().outcome, "withdrawn");
  await site.soon(async () => void page(await site.ask(path), 410));
}

/** A form with the file, as bytes: they are signed as a whole. */
async function upload(): Promise<{ body: Uint8Array; type: string }> {
  const form = new FormData();
  form.set("media_id", MEDIA_ID);
  form.set("media", new Blob([Uint8Array.from(PNG)], { type: "image/png" }), MEDIA_ID);
  const encoded = new Response(form);
  const type = encoded.headers.get("Content-Type") ?? "";
  return { body: new Uint8Array(await encoded.arrayBuffer()), type };
}

function ninjs({ newsroom }: Site, members: JsonObject): JsonObject {
  const original = {
    href: `https://desk.example/${MEDIA_ID}`,
    media: MEDIA_ID,
    mimetype: "image/png",
    width: 8,
    height: 8,
  };
  return {
    guid: `urn:newsml:desk.example:${newsroom.name}`,
    version: "2",
    type: "text",
    pubstatus: "usable",
    versioncreated: "2026-02-19T07:13:00+0000",
    headline: `Pushed to ${newsroom.name}`,
    description_text: "In short.",
    body_html: "<p>It came by HTTP push.</p>",
    service: [{ code: "probes", name: "Probes" }],
    associations: {
      featuremedia: {
        guid: "tag:desk",
        type: "picture",
        body_text: "A grey dot",
        renditions: { original },
      },
    },
    ...members,
  };
}

const GHOST: JsonObject = {
  id: "65d2f0c2a1b2c3d4e5f60718",
  title: "Sent by a blog",
  html: "<p>It came by Ghost.</p>",
  status: "published",
  visibility: "public",
  updated_at: "2026-02-19T07:13:00.000Z",
  published_at: "2026-02-19T07:13:00.000Z",
  primary_tag: { name: "Probes", slug: "probes", visibility: "public" },
};

const WORDPRESS: JsonObject = {
  id: 12,
  type: "post",
  status: "publish",
  date_gmt: "2026-02-19T07:13:00",
  modified_gmt: "2026-02-19T07:13:00",
  title: { rendered: "Sent by a press" },
  content: { rendered: "<p>It came by WordPress.</p>", protected: false },
  _embedded: { "wp:term": [[{ taxonomy: "category", slug: "probes", name: "Probes" }]] },
};
