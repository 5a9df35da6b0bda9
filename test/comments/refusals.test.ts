import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  aComment,
  anAddress,
  aPublishedComment,
  everything,
  fillIn,
  rowsOf,
  say,
  setStanding,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { type Problem, problemOf, request } from "../support/request.ts";

let token: string;
let article: ArticleJson;

beforeEach(async () => {
  token = await aPaper();
  article = await aStory(token);
});

/** Everything but the day's key, which is made for whoever asks first and says nothing of them. */
async function stored() {
  const { day_keys, ...rest } = await everything();
  return rest;
}

/** The problem of an answer that left D1 as it was. */
async function refusalOf(send: () => Promise<Response>, status: number): Promise<Problem> {
  const before = await stored();
  const response = await send();
  expect(response.status).toBe(status);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
  expect(response.headers.get("Cache-Control")).toContain("no-store");
  expect(response.headers.get("Set-Cookie")).toBeNull();
  expect(await stored()).toEqual(before);
  return await problemOf(response);
}

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
  it.each([
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
  ])("a wrong %s is named: %j", async (path, members) => {
    const problem = await refusalOf(() => say(article.path, members), 422);
    expect(problem.code).toBe("invalid");
    expect(problem.errors).toEqual([
      { path, code: expect.any(String), message: expect.stringMatching(/\.$/) },
    ]);
  });

  it.each([
    ["60 characters of name", { name: "n".repeat(60) }],
    ["60 emoji and a letter less one", { name: `a${"😀".repeat(59)}` }],
    ["60 accents in two parts", { name: "e\u0301".repeat(60) }],
    ["one character each", { name: "x", body: "y" }],
    ["3,000 characters of text", { body: "b".repeat(3_000) }],
    ["3,000 emoji", { body: "😀".repeat(3_000) }],
    ["no parent", { parentId: null }],
    ["an empty parent", { parentId: "" }],
    ["an empty hidden field", { website: "" }],
  ])("%s are taken", async (_, members) => {
    expect((await say(article.path, members)).status).toBe(201);
  });

  it("carriage returns count as one break", async () => {
    const body = `a${"\r\n".repeat(1_499)}\rb`;
    expect((await fillIn(article.path, { body })).status).toBe(303);
    expect(await rowsOf("comments")).toMatchObject([{ body: `a${"\n".repeat(1_500)}b` }]);
  });

  it.each(["x", " ", "https://spam.example/".padEnd(2_000, "a")])(
    "a filled hidden field is automated",
    async (website) => {
      const problem = await refusalOf(() => say(article.path, { website }), 422);
      expect(problem.code).toBe("automated");
      expect(problem.errors).toMatchObject([{ path: "website" }]);
    },
  );
});

describe("a reply", () => {
  it.each(["00000000-0000-7000-8000-000000000000", "' OR 1=1 --", "\ud800", "\u0000"])(
    "to the unknown %j is refused",
    async (parentId) => {
      const problem = await refusalOf(() => say(article.path, { parentId }), 422);
      expect(problem.code).toBe("unknown_parent");
      expect(problem.errors).toMatchObject([{ path: "parentId" }]);
    },
  );

  it("to what is not published is refused", async () => {
    const { id: parentId } = await aComment(article.path);
    expect((await refusalOf(() => say(article.path, { parentId }), 422)).code).toBe("unknown_parent");
  });

  it("to another article's comment is refused", async () => {
    const other = await aStory(token, { headline: "Another one" });
    const { id: parentId } = await aPublishedComment(token, other.path);
    expect((await refusalOf(() => say(article.path, { parentId }), 422)).code).toBe("unknown_parent");
  });

  it("to a reply is too deep", async () => {
    const opening = await aPublishedComment(token, article.path);
    const reply = await aPublishedComment(token, article.path, { parentId: opening.id });
    expect((await refusalOf(() => say(article.path, { parentId: reply.id }), 422)).code).toBe("too_deep");
  });
});

describe("a name", () => {
  it.each([
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
  ])("of the paper is reserved: %j", async (name) => {
    const problem = await refusalOf(() => say(article.path, { name }), 422);
    expect(problem.code).toBe("name_reserved");
    expect(problem.errors).toMatchObject([{ path: "name" }]);
  });

  it.each(["Mara", "Mara Lindt", "Dateliner", "Лена", "李", "ماريا", "Zoë"])(
    "of somebody else is free: %s",
    async (name) => {
      await aComment(article.path, { name });
      expect(await rowsOf("comments")).toMatchObject([{ name: name.normalize("NFC") }]);
    },
  );

  it("is kept composed, without what is not seen", async () => {
    await aComment(article.path, { name: " \u202eZoe\u200b\u0308\n \u2066 Q\u00ad\u3164. " });
    expect(await rowsOf("comments")).toMatchObject([{ name: "Zoë Q." }]);
  });
});

describe("an article", () => {
  it("that is closed takes no comment", async () => {
    const closed = await aStory(token, { headline: "Closed", comments: "closed" });
    expect((await refusalOf(() => say(closed.path), 403)).code).toBe("comments_closed");
  });

  it("that is not there is 404", async () => {
    expect((await refusalOf(() => say("/2026/11/20/nothing"), 404)).code).toBe("not_found");
    expect((await refusalOf(() => say("/2026/02/30/no-such-day"), 404)).code).toBe("not_found");
  });

  it("that was withdrawn is 410, with its discussion", async () => {
    await withdraw(token, article);
    expect((await refusalOf(() => say(article.path), 410)).code).toBe("withdrawn");
    expect((await request(`${article.path}/comments`)).status).toBe(410);
    expect((await request(`${article.path}/comments/fragment`)).status).toBe(410);
    expect((await fillIn(article.path)).status).toBe(410);
  });

  it("that was removed is 451 and says by whom", async () => {
    await env.DB.prepare("UPDATE articles SET status = 'removed', law = 'DSA', reason = 'Order' WHERE id = ?")
      .bind(article.id)
      .run();
    await refusalOf(() => say(article.path), 451);
    for (const path of ["/comments", "/comments/fragment"]) {
      const response = await request(article.path + path);
      expect(response.status).toBe(451);
      expect(response.headers.get("Link")).toBe('<http://dateline.test/>; rel="blocked-by"');
    }
  });

  it("that comes back has its discussion at once", async () => {
    const withdrawn = await withdraw(token, article);
    await request(`${article.path}/comments`);
    await publish(token, withdrawn);
    expect((await request(`${article.path}/comments`)).status).toBe(200);
  });
});

it("a blocked commenter is refused", async () => {
  const { id, cookie } = await aComment(article.path);
  await setStanding(id, "blocked");
  expect((await refusalOf(() => say(article.path, {}, { Cookie: cookie }), 403)).code).toBe(
    "commenter_blocked",
  );
});

describe("a wrong method", () => {
  it.each([
    ["PUT", "/comments", "GET, HEAD, POST"],
    ["DELETE", "/comments", "GET, HEAD, POST"],
    ["POST", "/comments/fragment", "GET, HEAD"],
  ])("%s %s is 405 with Allow", async (method, path, allow) => {
    const response = await request(article.path + path, { method });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, allow]);
  });

  it("on receipt, list and decision is 405", async () => {
    const allowOf = async (method: string, path: string) => {
      const response = await request(path, { method, token });
      return [response.status, response.headers.get("Allow")];
    };
    expect(await allowOf("POST", `/comments/receipts/${"a".repeat(43)}`)).toEqual([405, "GET, HEAD"]);
    expect(await allowOf("POST", "/api/v1/comments")).toEqual([405, "GET, HEAD"]);
    expect(await allowOf("POST", "/api/v1/comments/x/decision")).toEqual([405, "PUT"]);
  });
});

describe("another site's form", () => {
  const own = "http://dateline.test";
  it.each([
    ["foreign Origin", { Origin: "https://evil.example" }, 403],
    ["foreign Origin that begins like ours", { Origin: `${own}.evil.example` }, 403],
    ["our host by another scheme", { Origin: "https://dateline.test" }, 403],
    ["Origin null", { Origin: "null" }, 403],
    ["Origin null though same-origin", { Origin: "null", "Sec-Fetch-Site": "same-origin" }, 403],
    ["no Origin, cross-site", { Origin: "", "Sec-Fetch-Site": "cross-site" }, 403],
    ["no Origin, same-site", { Origin: "", "Sec-Fetch-Site": "same-site" }, 403],
    ["no Origin, none", { Origin: "", "Sec-Fetch-Site": "none" }, 403],
    ["neither header", { Origin: "" }, 403],
    ["our Origin", { Origin: own }, 303],
    ["no Origin, same-origin", { Origin: "", "Sec-Fetch-Site": "same-origin" }, 303],
  ])("with %s: %j gives %i", async (_, headers: Record<string, string>, status) => {
    expect((await fillIn(article.path, {}, headers)).status).toBe(status);
    expect(await rowsOf("comments")).toHaveLength(status === 303 ? 1 : 0);
  });

  it.each([
    [{}, 201],
    [{ Origin: own }, 201],
    [{ Origin: "https://evil.example" }, 403],
    [{ Origin: "null" }, 403],
    [{ "Sec-Fetch-Site": "cross-site" }, 403],
  ])("JSON with %j gives %i", async (headers: Record<string, string>, status) => {
    expect((await say(article.path, {}, headers)).status).toBe(status);
  });

  it("as text/plain is not read as JSON", async () => {
    await refusalOf(() => post('{"name":"Ana","body":"x"}', { "Content-Type": "text/plain" }), 415);
  });

  it("is told by the site's address, not by Host", async () => {
    await must(
      200,
      request("/api/v1/site", { method: "PATCH", token, json: { url: "https://courier.example" } }),
    );
    expect((await fillIn(article.path)).status).toBe(403);
    const taken = await fillIn(article.path, {}, { Origin: "https://courier.example" });
    expect(taken.status).toBe(303);
    expect(taken.headers.get("Location")).toMatch(/^\/comments\/receipts\/[\w-]{43}$/);
  });
});
