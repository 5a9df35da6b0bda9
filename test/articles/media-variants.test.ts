import { env } from "cloudflare:workers";
import { imageSize } from "image-size";
import { expect, it, vi } from "vitest";
import { findVariant } from "../../src/articles/make-variant.ts";
import { removeFiles } from "../../src/articles/picture-files.ts";
import { resetLocalEdge } from "../../src/edge/local/store.ts";
import { callsOf } from "../support/bindings.ts";
import { bytesOf, uint } from "../support/bytes.ts";
import { must } from "../support/factories.ts";
import { aPicture, type PictureJson, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { measured } from "../support/plans.ts";
import { request, tokenOf } from "../support/request.ts";

const YEAR = "public, max-age=31536000, immutable";
const GIF = bytesOf("GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;");

async function sizeAt(path: string): Promise<[number, number, string | null]> {
  const response = await request(path);
  const { width = 0, height = 0 } = imageSize(new Uint8Array(await response.arrayBuffer()));
  return [width, height, response.headers.get("Content-Type")];
}

it("serves each width and format, proportions kept, sandboxed for good", async () => {
  const { id } = await aPicture(await tokenOf("writer"), 1000, 500);
  for (const format of ["avif", "webp", "jpeg"]) {
    const path = `/media/${id}/1/400.${format}`;
    expect(await sizeAt(path)).toEqual([400, 200, `image/${format}`]);
    const { headers } = await request(path);
    expect(headers.get("Cache-Control")).toBe(YEAR);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
  }
  expect((await sizeAt(`/media/${id}/1/1200.webp`)).slice(0, 2), "never upscaled").toEqual([1000, 500]);
});

it("makes a variant once and reads it from R2 ever after", async () => {
  const { id } = await aPicture(await tokenOf("writer"), 500, 400);
  const path = `/media/${id}/1/400.webp`;
  const first = await callsOf(() => request(path));
  expect(first.calls).toEqual({ "R2 get": 2, "Images input": 1, "R2 put": 1, "R2 head": 1 });
  resetLocalEdge();
  const second = await callsOf(() => measured(() => request(path)));
  // One trip, one row: whether it was removed for legal reasons is decided by D1 alone.
  expect([second.calls, second.result.trips]).toEqual([{ "R2 get": 1 }, 1]);
  expect(await second.result.result.arrayBuffer()).toEqual(await first.result.arrayBuffer());
});

it("does no harm when many ask for the first time at once", async () => {
  const { id } = await aPicture(await tokenOf("writer"), 500, 400);
  const studio = { bucket: env.MEDIA, images: env.IMAGES };
  const wanted = { id, version: 1, width: 400, format: "jpeg" } as const;
  const found = await Promise.all(Array.from({ length: 12 }, () => findVariant(studio, wanted)));
  const bodies = await Promise.all(found.map((each) => new Response(each?.file.body).bytes()));
  expect(new Set(bodies.map((bytes) => bytes.join()))).toHaveLength(1);
  expect(found.every((each) => each?.isStandIn === false)).toBe(true);
});

it("keeps nothing of a picture that is deleted while a variant is made", async () => {
  const { id } = await aPicture(await tokenOf("writer"), 500, 400);
  const wanted = { id, version: 1, width: 400, format: "jpeg" } as const;
  const bucket = new Proxy(env.MEDIA, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      return async (...args: unknown[]) => {
        if (name === "put") await removeFiles(target, id);
        return await method.apply(target, args);
      };
    },
  });
  const found = await findVariant({ bucket, images: env.IMAGES }, wanted);
  const { objects } = await env.MEDIA.list({ prefix: `${id}/` });
  expect([found, objects]).toEqual([undefined, []]);
});

it("turns a picture as its orientation says", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(600, 300);
  const { id } = await must<PictureJson>(201, upload(token, png));
  const jpeg = new Uint8Array(await (await request(`/media/${id}/1/800.jpeg`)).arrayBuffer());
  const exif = `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0`;
  const turned = [jpeg.slice(0, 2), bytesOf(`\xff\xe1${uint(exif.length + 2, 2)}${exif}`), jpeg.slice(2)];
  const stored = await must<PictureJson>(201, upload(token, new Blob(turned), "", "image/jpeg"));
  expect([stored.width, stored.height]).toEqual([300, 600]);
  expect(await sizeAt(`/media/${stored.id}/1/400.webp`)).toEqual([300, 600, "image/webp"]);
});

it("serves the original for a minute where no variant can be made", async () => {
  const token = await tokenOf("writer");
  const broken = (await aPng(900, 900)).slice();
  broken.fill(0xaa, 43, broken.length - 16);
  const { id } = await must<PictureJson>(201, upload(token, broken));
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  const { calls, result } = await callsOf(() => request(`/media/${id}/1/400.avif`));
  expect(warned.mock.calls).toEqual([[expect.stringContaining(`"picture":"${id}/1/400.avif"`)]]);
  warned.mockRestore();
  expect(calls).toEqual({ "R2 get": 2, "Images input": 1 });
  expect(result.status).toBe(200);
  expect(result.headers.get("Content-Type")).toBe("image/png");
  expect(result.headers.get("Cache-Control")).toBe("public, max-age=60");
  expect(result.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
  expect(new Uint8Array(await result.arrayBuffer())).toEqual(broken);
  expect(await env.MEDIA.head(`${id}/1/400.avif`), "nothing is kept").toBeNull();
});

it("serves a GIF, which may move, as it is", async () => {
  const token = await tokenOf("writer");
  const gif = await must<PictureJson>(201, upload(token, GIF));
  expect(gif).toMatchObject({ type: "image/gif", srcset: `${gif.url} 2w` });
  const { calls, result } = await callsOf(() => request(`/media/${gif.id}/1/400.webp`));
  expect(calls).toEqual({ "R2 get": 2 });
  expect([result.headers.get("Content-Type"), result.headers.get("Cache-Control")]).toEqual([
    "image/gif",
    YEAR,
  ]);
  expect(new Uint8Array(await result.arrayBuffer())).toEqual(GIF);
});

it("answers other widths and formats 404 before anything is asked", async () => {
  const { id } = await aPicture(await tokenOf("writer"), 500, 400);
  const names = [
    "401.webp",
    "4000.avif",
    "400.png",
    "400.jpg",
    "0400.webp",
    "400.webp.avif",
    "400",
    "Original",
  ];
  for (const name of names) {
    const { calls, result } = await callsOf(() => measured(() => request(`/media/${id}/1/${name}`)));
    expect([name, result.result.status, result.trips, calls]).toEqual([name, 404, 0, {}]);
  }
  for (const version of ["0", "2", "01", "99999999"])
    expect([version, (await request(`/media/${id}/${version}/400.webp`)).status]).toEqual([version, 404]);
});
