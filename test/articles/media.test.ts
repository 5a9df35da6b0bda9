import { expect, it } from "vitest";
import { must } from "../support/factories.ts";
import { type PictureJson, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

interface Fields {
  [name: string]: string | Blob;
}

function send(token: string, fields: Fields, query = "", method = "POST", path = "/api/v1/media") {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return request(path + query, { method, token, body });
}

const fileOf = (bytes: string | Uint8Array<ArrayBuffer>, name = "photo.png", type = "image/png") =>
  new File([bytes], name, { type });

it("stores a picture and serves its bytes for good", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(32, 20);
  const picture = await must<PictureJson>(201, upload(token, png, "?alt=A%20grey%20field&credit=Staff"));
  expect(picture).toMatchObject({ version: 1, width: 32, height: 20, alt: "A grey field", credit: "Staff" });
  const path = `/media/${picture.id}/1/original`;
  expect(picture.url).toBe(`http://dateline.test${path}`);
  expect(picture.srcset).toBe(`http://dateline.test/media/${picture.id}/1/400.jpeg 32w`);
  const served = await request(path);
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(png);
  expect(served.headers.get("Content-Type")).toBe("image/png");
  expect(served.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
  expect(served.headers.get("Content-Security-Policy")).toBe("default-src 'none'; sandbox");
});

it("takes a form with the file and what is said of it", async () => {
  const token = await tokenOf("writer");
  const file = fileOf(await aPng(8, 4), "../../evil.svg", "image/svg+xml");
  const fields = {
    file,
    alt: "Häfen",
    caption: "Früh",
    credit: "Staff",
    licence: "CC0-1.0",
    focus: "0.25,1",
  };
  const picture = await must<PictureJson>(201, send(token, fields));
  const { file: _, focus: __, ...texts } = fields;
  expect(picture).toMatchObject({ ...texts, width: 8, type: "image/png", focus: { x: 0.25, y: 1 } });
  const again = await must<PictureJson>(
    201,
    send(token, { file, focus: '{"x":0.5,"y":0.125}' }, "?alt=Query"),
  );
  expect(again).toMatchObject({ alt: "Query", focus: { x: 0.5, y: 0.125 } });
});

it("refuses a form that is none, or says what nobody asked", async () => {
  const token = await tokenOf("writer");
  const file = fileOf(await aPng(4, 4));
  const refusals: [number, string, Promise<Response>][] = [
    [422, "invalid", send(token, { alt: "No file" })],
    [422, "invalid", send(token, { file: "just text" })],
    [422, "invalid", send(token, { file, colour: "red" })],
    [422, "invalid", send(token, { file, focus: "2,0" })],
    [422, "invalid", send(token, { file, alt: "a\0b" })],
    [415, "unsupported_type", send(token, { file: fileOf("<svg/>") })],
    [413, "too_large", send(token, { file: fileOf(new Uint8Array(20_000_001)) })],
    [400, "bad_request", upload(token, "no boundary", "", "multipart/form-data")],
    [400, "bad_request", upload(token, "--x\r\nbroken", "", "multipart/form-data; boundary=y")],
  ];
  for (const [status, code, answer] of refusals) {
    const response = await answer;
    expect([response.status, (await problemOf(response)).code]).toEqual([status, code]);
  }
  const twice = new FormData();
  for (const alt of ["one", "two"]) twice.append("alt", alt);
  twice.append("file", file);
  expect((await request("/api/v1/media", { token, body: twice })).status).toBe(422);
});

it("goes by content, never by name or type", async () => {
  const token = await tokenOf("writer");
  const png = await aPng(4, 4);
  expect((await upload(token, png, "", "text/html")).status).toBe(201);
  const others = [
    "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "<!doctype html><title>photo.jpg</title>",
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
  for (const focus of ["2,0", "0.5", "a,b", "-0.1,0", "1e3,0", "0.5,0.5,0.5", '{"x":1}', "[0,0]"])
    expect([focus, (await upload(token, png, `?focus=${encodeURIComponent(focus)}`)).status]).toEqual([
      focus,
      422,
    ]);
  expect((await upload(token, png, "?colour=red")).status).toBe(422);
});

it("answers 404 for pictures that are not there", async () => {
  for (const path of ["/media/x/1/original", "/media/01900000-0000-7000-8000-000000000000/1/original"])
    expect((await request(path)).status).toBe(404);
});
