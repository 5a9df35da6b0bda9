import { equal, holds, invalid, matches, members, problem, status, text } from "../assert.ts";
import type { Check } from "../check.ts";
import { JPEG, PNG } from "../pictures.ts";
import type { Site } from "../site.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";

/** CONTRACT §1 and §3: pictures, taken by what they are. */
export const media: Check[] = [
  {
    part: "§3",
    title: "POST /media with raw bytes: 201 {id, version, width, height, url, srcset}",
    needs: "token",
    async run(site) {
      const picture = await site.newsroom.picture();
      members("the picture", picture, ["id", "version", "width", "height", "url", "srcset"]);
      equal("version, width, height", [picture.version, picture.width, picture.height], [1, 8, 8]);
      holds(String(picture.url).startsWith(await site.url()), "a url of this site", String(picture.url));
    },
  },
  {
    part: "§1",
    title: "/media/{id}/{version}/original: the picture, immutable, nosniff, sandboxed",
    needs: "token",
    async run(site) {
      const { id } = await site.newsroom.picture();
      const original = status(await site.ask(`/media/${id}/1/original`), 200);
      equal("Content-Type", original.type, "image/png");
      equal("Cache-Control", original.header("Cache-Control"), IMMUTABLE);
      equal("X-Content-Type-Options", original.header("X-Content-Type-Options"), "nosniff");
      matches("Content-Security-Policy", original.header("Content-Security-Policy"), /\bsandbox\b/);
      holds(
        Buffer.from(original.bytes).equals(PNG),
        "the bytes that were sent",
        `${original.bytes.byteLength} others`,
      );
      await keptBy(site, `/media/${id}/1/original`, original.header("ETag"));
    },
  },
  {
    part: "§1",
    title: "/media/{id}/{version}/{width}.{avif,webp,jpeg}: in that format, immutable, never upscaled",
    needs: "token",
    async run(site) {
      const { id, srcset } = await site.newsroom.picture();
      for (const format of ["avif", "webp", "jpeg"]) {
        const variant = status(await site.ask(`/media/${id}/1/400.${format}`), 200);
        const isStandIn = variant.type === "image/png" && variant.header("Cache-Control") !== IMMUTABLE;
        if (!isStandIn)
          equal(
            "type and cache",
            [variant.type, variant.header("Cache-Control")],
            [`image/${format}`, IMMUTABLE],
          );
        equal("X-Content-Type-Options", variant.header("X-Content-Type-Options"), "nosniff");
        matches("Content-Security-Policy", variant.header("Content-Security-Policy"), /\bsandbox\b/);
      }
      matches("srcset of a picture of 8 pixels", srcset, / 8w$/);
    },
  },
  {
    part: "§1",
    title: "other widths and formats of a picture: 404",
    needs: "token",
    async run(site) {
      const { id } = await site.newsroom.picture();
      for (const name of ["401.webp", "400.png", "400.svg", "0400.webp", "99999.jpeg"])
        status(await site.ask(`/media/${id}/1/${name}`), 404);
    },
  },
  {
    part: "§3",
    title: "the type is sniffed by content, never by name",
    needs: "token",
    async run(site) {
      const { id } = status(await site.newsroom.upload(JPEG, "image/png"), 201).json();
      const original = status(await site.ask(`/media/${id}/1/original`), 200);
      equal("Content-Type of a JPEG sent as PNG", original.type, "image/jpeg");
    },
  },
  {
    part: "§3",
    title: "a text or a page that is called a picture: 415",
    needs: "token",
    async run({ newsroom }) {
      for (const body of [
        "Only words.",
        "<!doctype html><script>alert(1)</script>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
      ]) {
        problem(await newsroom.upload(body, "image/jpeg", "alt=words.jpg"), 415, "unsupported_type");
      }
    },
  },
  {
    part: "§3",
    title: "a wrong focus: 422",
    needs: "token",
    async run({ newsroom }) {
      const answer = await newsroom.upload(PNG, "image/png", "focus=7,0");
      if (answer.status !== 422) invalid(answer, "focus");
    },
  },
  {
    part: "§3",
    title: "a lead picture without alternative text can't be published: 409",
    needs: "token",
    async run({ newsroom }) {
      const { id } = status(await newsroom.upload(PNG, "image/png"), 201).json();
      const draft = await newsroom.draft({ lead: { media: text("id", id), caption: null } });
      status(await newsroom.putPublication(draft, { state: "published" }), 409);
    },
  },
  {
    part: "§1",
    title: "an unknown picture: 404, kept by nobody for long",
    needs: "nothing",
    async run(site) {
      const absent = status(await site.ask("/media/01900000-0000-7000-8000-000000000000/1/original"), 404);
      holds(
        !absent.header("Cache-Control").includes("immutable"),
        "no immutable 404",
        absent.header("Cache-Control"),
      );
      status(await site.ask("/media/..%2f..%2fetc/1/original"), 404);
    },
  },
];

async function keptBy(site: Site, path: string, etag: string): Promise<void> {
  if (etag !== "") status(await site.ask(path, { headers: { "If-None-Match": etag } }), 304);
}
