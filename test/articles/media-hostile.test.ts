import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import { bytesOf, textOf, uint } from "../support/bytes.ts";
import { must } from "../support/factories.ts";
import { jpegWith, segment } from "../support/inscribed.ts";
import { type PictureJson, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

const GIF = "GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;";
const ZIP = `PK\x03\x04\x14\0\0\0\0\0${"\0".repeat(16)}\x08\0\0\0evil.phpPK\x05\x06${"\0".repeat(18)}`;
const SCRIPT = "<?php system($_GET['x']); ?><script>alert(1)</script>";
const little = (value: number) => [...uint(value, 4)].reverse().join("");
const pngChunk = (type: string, data: string) => `${uint(data.length, 4)}${type}${data}\0\0\0\0`;

async function served(file: string): Promise<string> {
  const token = await tokenOf("writer");
  const { id } = await must<PictureJson>(201, upload(token, bytesOf(file)));
  const answer = await request(`/media/${id}/1/original`);
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  return textOf(new Uint8Array(await answer.arrayBuffer()));
}

async function refusal(file: string, query = ""): Promise<[number, string]> {
  const answer = await upload(await tokenOf("writer"), bytesOf(file), query, "image/jpeg");
  return [answer.status, (await problemOf(answer)).code];
}

describe("a file that is a picture and something else", () => {
  it("loses an archive, a program or a page behind a JPEG, a PNG, a GIF", async () => {
    const png = textOf(await aPng(4, 4));
    for (const behind of [ZIP, SCRIPT, `\0${SCRIPT}`, "%PDF-1.7\n1 0 obj"])
      for (const picture of [jpegWith(), png, GIF])
        expect([behind, await served(picture + behind)]).toEqual([behind, picture]);
  });

  it("loses what is hidden in comments and in parts that no viewer needs", async () => {
    const png = textOf(await aPng(4, 4));
    const inPng = png.replace(
      /(?=....IDAT)/s,
      pngChunk("tEXt", `Comment\0${SCRIPT}`) + pngChunk("prVt", ZIP),
    );
    const inJpeg = jpegWith(segment(0xfe, SCRIPT), segment(0xe5, ZIP), segment(0xed, SCRIPT));
    const inGif = GIF.replace(",", `!\xfe${String.fromCharCode(SCRIPT.length)}${SCRIPT}\0,`);
    expect(await served(inPng)).toBe(png);
    expect(await served(inJpeg)).toBe(jpegWith());
    expect(await served(inGif)).toBe(GIF);
  });

  it("is no script where its header is one", async () => {
    // "GIF89a/*…*/=1;alert(1)": a GIF whose width is a comment's start, and a script.
    const polyglot = `GIF89a/*${"\0".repeat(8)}*/=1;alert(1);`;
    const [status] = await refusal(polyglot);
    expect([415, 422]).toContain(status);
  });

  it("is refused where it only begins like a picture, or is one of others", async () => {
    const png = textOf(await aPng(4, 4));
    const none = [
      `<html><body>${SCRIPT}</body></html>${jpegWith()}`,
      `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
      `\x89PNG\r\n\x1a\n${SCRIPT}`,
      `\xff\xd8\xff${SCRIPT}`,
      `BM${little(70)}${"\0".repeat(60)}`,
      `II*\0\x08\0\0\0${"\0".repeat(60)}`,
      `\0\0\x01\0\x01\0\x10\x10${"\0".repeat(60)}`,
      `${uint(24, 4)}ftypheic\0\0\0\0heicmif1${"\0".repeat(60)}`,
      `8BPS\0\x01${"\0".repeat(6)}\0\x03${uint(10, 4)}${uint(10, 4)}\0\x08\0\x03`,
      `${ZIP}${png}`,
      `MZ${png}`,
    ];
    for (const file of none) {
      const [status] = await refusal(file, "?alt=photo.jpg");
      expect([file.slice(0, 20), status === 415 || status === 422]).toEqual([file.slice(0, 20), true]);
    }
  });
});

describe("a picture that is a bomb", () => {
  it("is refused by the pixels that it would have", async () => {
    const png = textOf(await aPng(4, 4));
    const huge = [
      png.replace(/(?<=IHDR).{8}/s, uint(50_000, 4) + uint(50_000, 4)),
      jpegWith().replace("\x08\0\x08\0\x08", "\x08\xff\xff\xff\xff"),
      GIF.replace("\x02\0\x02\0\x80", "\xff\xff\xff\xff\x80"),
      `RIFF${little(30)}WEBPVP8X${little(10)}\0\0\0\0\xff\xff\xff\xff\xff\xff`,
    ];
    for (const file of huge) expect(await refusal(file)).toEqual([422, "unreadable_picture"]);
  });

  it("is refused where it says two sizes", async () => {
    const small = jpegWith();
    const frame = "\xff\xc2\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0";
    expect(imageSize(bytesOf(small.replace("\xff\xda", `${frame}\xff\xda`))).width).toBe(8);
    expect(await refusal(small.replace("\xff\xda", `${frame}\xff\xda`))).toEqual([422, "unreadable_picture"]);
    const png = textOf(await aPng(4, 4));
    const header = png.slice(8, 33).replace(/(?<=IHDR).{8}/s, uint(60_000, 4) + uint(60_000, 4));
    expect(await refusal(png.replace(/(?=....IDAT)/s, header))).toEqual([422, "unreadable_picture"]);
  });

  it("is refused where a frame of a GIF is one", async () => {
    const wide = GIF.replace(",\0\0\0\0\x02\0\x02\0", ",\0\0\0\0\xff\xff\xff\xff");
    expect(await refusal(wide)).toEqual([422, "unreadable_picture"]);
  });
});

it("a picture cut off anywhere is refused", async () => {
  const png = textOf(await aPng(4, 4));
  for (const file of [jpegWith(), png, GIF])
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      const [status] = await refusal(file.slice(0, Math.floor(file.length * share)));
      expect([share, status === 415 || status === 422]).toEqual([share, true]);
    }
});
