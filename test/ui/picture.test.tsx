import { expect, it } from "vitest";
import { Picture, type PictureFace, type PicturePlace } from "../../src/ui/picture.tsx";
import { largeOf } from "../../src/ui/variants.ts";

const FACE: PictureFace = {
  id: "p",
  version: 2,
  type: "image/jpeg",
  alt: "A & B",
  width: 2000,
  height: 1000,
  focusX: 0.5,
  focusY: 0.5,
};

const drawn = (face: Partial<PictureFace>, place: PicturePlace = "second") =>
  (<Picture picture={{ ...FACE, ...face }} place={place} />).toString();

/** The widths that a format's srcset promises, by the width that is asked for. */
function promised(html: string, format: string): string[] {
  return Array.from(
    html.matchAll(new RegExp(`(\\d+)\\.${format} (\\d+)w`, "g")),
    ([, asked, real]) => `${asked}:${real}`,
  );
}

it("offers AVIF, then WebP, then JPEG, in sizes that the place needs", () => {
  const html = drawn({});
  expect(html).toMatch(
    /^<picture><source type="image\/avif".*<source type="image\/webp".*<img src="\/media\/p\/2\/800.jpeg"/s,
  );
  for (const format of ["avif", "webp", "jpeg"])
    expect(promised(html, format)).toEqual(["400:400", "800:800", "1200:1200", "1600:1600"]);
  expect(html.match(/sizes="[^"]+"/g)).toHaveLength(3);
});

it.each([
  [300, ["400:300"]],
  [400, ["400:400"]],
  [401, ["400:400", "800:401"]],
  [1440, ["400:400", "800:800", "1200:1200", "1600:1440"]],
  [1600, ["400:400", "800:800", "1200:1200", "1600:1600"]],
])("promises of an original of %i pixels what there is", (width, widths) => {
  expect(promised(drawn({ width }), "webp")).toEqual(widths);
});

it("says its size, so that nothing moves, and its text", () => {
  expect(drawn({})).toContain('width="2000" height="1000" alt="A &amp; B"');
});

it("hurries at the top of a page and waits elsewhere", () => {
  for (const place of ["story", "lead"] as const) {
    expect(drawn({}, place)).toContain('fetchpriority="high"');
    expect(drawn({}, place)).not.toContain("lazy");
  }
  expect(drawn({}, "line")).toContain('loading="lazy" decoding="async"');
  expect(drawn({}, "line")).not.toContain("fetchpriority");
});

it("marks a focus only where it is not the middle", () => {
  expect(drawn({ focusX: 0.54, focusY: 0.46 })).not.toContain("class=");
  expect(drawn({ focusX: 0, focusY: 1 })).toContain('class="x0 y10"');
  expect(drawn({ focusY: 0.3 })).toContain('class="y3"');
});

it("shows a GIF as it is", () => {
  const html = drawn({ type: "image/gif" });
  expect(html).toMatch(/^<img src="\/media\/p\/2\/original" width/);
  expect(html).not.toContain("srcset");
});

it("has a large JPEG for shared links, with its real size", () => {
  expect(largeOf(FACE)).toEqual({ path: "/media/p/2/1200.jpeg", width: 1200, height: 600 });
  expect(largeOf({ ...FACE, width: 900, height: 601 })).toEqual({
    path: "/media/p/2/1200.jpeg",
    width: 900,
    height: 601,
  });
  expect(largeOf({ ...FACE, type: "image/gif" }).path).toBe("/media/p/2/original");
});
