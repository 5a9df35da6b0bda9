import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import {
  aComment,
  aPublishedComment,
  fillIn,
  refusalOf,
  rowsOf,
  say,
  setStanding,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must, publish, withdraw } from "../support/factories.ts";
import { request } from "../support/request.ts";

let token: string;
let article: ArticleJson;

beforeEach(async () => {
  token = await aPaper();
  article = await aStory(token);
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
    expect(await allowOf("POST", "/api/v1/comments/x/decision")).toEqual([405, "PUT, DELETE"]);
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
    const headers = { "Content-Type": "text/plain", Accept: "application/json" };
    const body = '{"name":"Ana","body":"x"}';
    await refusalOf(() => request(`${article.path}/comments`, { body, headers }), 415);
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
