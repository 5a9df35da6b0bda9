import { expect, it } from "vitest";
import { must } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface Uploaded {
  id: string;
  version: number;
  width: number;
  height: number;
  url: string;
}

const upload = (token: string, body: BodyInit, query = "", type = "image/png") =>
  request(`/api/v1/media${query}`, { method: "POST", token, body, headers: { "Content-Type": type } });

it("stores a picture and serves its bytes for good", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(32, 20);
  const picture = await must<Uploaded>(201, upload(token, png, "?alt=A%20grey%20field&credit=Staff"));
  expect(picture).toMatchObject({ version: 1, width: 32, height: 20 });
  const path = `/media/${picture.id}/1/original`;
  expect(picture.url).toBe(`http://dateline.test${path}`);
  const served = await request(path);
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(png);
  expect(served.headers.get("Content-Type")).toBe("image/png");
  expect(served.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect(served.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
});

it("goes by content, never by name or type", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(4, 4);
  expect((await upload(token, png, "", "text/html")).status).toBe(201);
  const others = [
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "GIF",
    "just text",
    "",
    "%PDF-1.7",
  ];
  for (const body of others) {
    const answer = await upload(token, body, "", "image/jpeg");
    expect([body, answer.status, (await problemOf(answer)).code]).toEqual([body, 415, "unsupported_type"]);
  }
});

it("refuses a picture cut off, too large or out of proportion", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(4, 4);
  expect((await upload(token, png.slice(0, 12))).status).toBe(415);
  const bomb = png.slice();
  new DataView(bomb.buffer).setUint32(16, 60_000);
  new DataView(bomb.buffer).setUint32(20, 60_000);
  expect((await upload(token, bomb)).status).toBe(422);
  expect((await upload(token, new Uint8Array(20_000_001))).status).toBe(413);
  expect((await upload(token, png, "?focus=2,0")).status).toBe(422);
  expect((await upload(token, png, "?colour=red")).status).toBe(422);
});

it("answers 404 for pictures that are not there", async () => {
  for (const path of ["/media/x/1/original", "/media/01900000-0000-7000-8000-000000000000/1/original"])
    expect((await request(path)).status).toBe(404);
});
