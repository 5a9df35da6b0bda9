import { beforeEach, describe, expect, it } from "vitest";
import { aComment, anAddress, fillIn, refusalOf, rowsOf, say } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { request } from "../support/request.ts";

let article: ArticleJson;

beforeEach(async () => {
  article = await aStory(await aPaper());
});

function post(body: BodyInit, headers: Record<string, string>): Promise<Response> {
  const all = { Accept: "application/json", "CF-Connecting-IP": anAddress(), ...headers };
  return request(`${article.path}/comments`, { body, headers: all });
}

const JSON_TYPE = { "Content-Type": "application/json" };

describe("a body that can't be read", () => {
  it.each([
    ["broken JSON", "{", 400, "malformed_json"],
    ["nothing", "", 400, "malformed_json"],
    ["two values", "{} {}", 400, "malformed_json"],
    ["bad UTF-8", Uint8Array.from([0x22, 0xff, 0x22]), 400, "malformed_json"],
    ["an array", "[]", 422, "invalid"],
    ["null", "null", 422, "invalid"],
  ])("%s is refused", async (_, body, status, code) => {
    expect((await refusalOf(() => post(body, JSON_TYPE), status)).code).toBe(code);
  });

  it.each(["text/plain", "application/xml", "application/jsonp", ""])("type '%s' is 415", async (type) => {
    const send = () => post(new TextEncoder().encode("{}"), type ? { "Content-Type": type } : {});
    expect((await refusalOf(send, 415)).code).toBe("unsupported_type");
  });

  it("over 64 KiB is 413, whatever the encoding", async () => {
    const body = "a".repeat(65_536);
    expect((await refusalOf(() => post(JSON.stringify({ name: "Ana", body }), JSON_TYPE), 413)).code).toBe(
      "too_large",
    );
    const form = new URLSearchParams({ name: "Ana", body });
    await refusalOf(() => post(form, {}), 413);
  });

  it("a multipart form without boundary is 400", async () => {
    await refusalOf(
      () => post("x", { "Content-Type": "multipart/form-data", Origin: "http://dateline.test" }),
      400,
    );
  });
});

describe("members", () => {
  const WRONG: [path: string, members: Record<string, unknown>][] = [
    ["name", { name: undefined }],
    ["name", { name: 5 }],
    ["name", { name: null }],
    ["name", { name: "" }],
    ["name", { name: " \t\u3000" }],
    ["name", { name: "a".repeat(61) }],
    ["name", { name: "😀".repeat(61) }],
    ["name", { name: "\u200b\u200d\u2060\ufeff" }],
    ["name", { name: "\u3164\u115f\uffa0\u00ad\u{e0041}" }],
    ["name", { name: "\u2800" }],
    ["name", { name: "…!" }],
    ["name", { name: "An\u0000a" }],
    ["name", { name: "An\ud800a" }],
    ["body", { body: undefined }],
    ["body", { body: ["a"] }],
    ["body", { body: "" }],
    ["body", { body: " \r\n\n " }],
    ["body", { body: "\u200b \u202e\u3164" }],
    ["body", { body: "a".repeat(3_001) }],
    ["body", { body: "nul \u0000 here" }],
    ["body", { body: "escape \u001b[2J" }],
    ["body", { body: "broken \udc00 half" }],
    ["parentId", { parentId: 7 }],
    ["parentId", { parentId: "x".repeat(65) }],
    ["website", { website: 1 }],
    ["status", { status: "published" }],
    ["standing", { standing: "trusted" }],
  ];

  it("that are wrong are named, and nothing is stored", async () => {
    for (const [path, members] of WRONG) {
      const problem = await refusalOf(() => say(article.path, members), 422);
      const error = { path, code: expect.any(String), message: expect.stringMatching(/\.$/) };
      expect(problem.errors, JSON.stringify(members)).toEqual([error]);
      expect(problem.code).toBe("invalid");
    }
  });

  const RIGHT: [what: string, members: Record<string, unknown>][] = [
    ["60 characters of name", { name: "n".repeat(60) }],
    ["60 emoji and a letter less one", { name: `a${"😀".repeat(59)}` }],
    ["60 accents in two parts", { name: "e\u0301".repeat(60) }],
    ["one character each", { name: "x", body: "y" }],
    ["3,000 characters of text", { body: "b".repeat(3_000) }],
    ["3,000 emoji", { body: "😀".repeat(3_000) }],
    ["no parent", { parentId: null }],
    ["an empty parent", { parentId: "" }],
    ["an empty hidden field", { website: "" }],
  ];

  it("at their limits are taken", async () => {
    for (const [what, members] of RIGHT) expect((await say(article.path, members)).status, what).toBe(201);
  });

  it("carriage returns count as one break", async () => {
    const body = `a${"\r\n".repeat(1_499)}\rb`;
    expect((await fillIn(article.path, { body })).status).toBe(303);
    expect(await rowsOf("comments")).toMatchObject([{ body: `a${"\n".repeat(1_500)}b` }]);
  });

  it("a filled hidden field is automated", async () => {
    for (const website of ["x", " ", "https://spam.example/".padEnd(2_000, "a")]) {
      const problem = await refusalOf(() => say(article.path, { website }), 422);
      expect(problem, website).toMatchObject({ code: "automated", errors: [{ path: "website" }] });
    }
  });
});

describe("a name", () => {
  const RESERVED = [
    "Mara Lind",
    "mara lind",
    "MARALIND",
    "  Mara   Lind ",
    "Márà Lïnd",
    "Ma\u0301ra Lind",
    "M\u200ba\u200dra\u2060 Li\ufeffnd",
    "\u202eMara Lind\u202c",
    "Mara\u3164Lind",
    "Mara\u00adLind\u{e0041}",
    "Ｍａｒａ　Ｌｉｎｄ",
    "𝐌𝐚𝐫𝐚 𝓛𝓲𝓷𝓭",
    "Mara-Lind!",
    "★ Mara Lind ★",
    "Dateline",
    "D a t e l i n e",
    "Ďátelíne",
  ];

  it("of the paper is reserved, however it is dressed", async () => {
    for (const name of RESERVED) {
      const problem = await refusalOf(() => say(article.path, { name }), 422);
      expect(problem, name).toMatchObject({ code: "name_reserved", errors: [{ path: "name" }] });
    }
  });

  it("of somebody else is free", async () => {
    const names = ["Mara", "Mara Lindt", "Dateliner", "Лена", "李", "ماريا", "Zoë"];
    for (const name of names) await aComment(article.path, { name });
    expect((await rowsOf("comments")).map(({ name }) => name)).toEqual(names);
  });

  it("is kept composed, without what is not seen", async () => {
    await aComment(article.path, { name: " \u202eZoe\u200b\u0308\n \u2066 Q\u00ad\u3164. " });
    expect(await rowsOf("comments")).toMatchObject([{ name: "Zoë Q." }]);
  });
});
