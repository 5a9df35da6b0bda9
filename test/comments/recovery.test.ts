import { beforeEach, describe, expect, it } from "vitest";
import {
  aComment,
  cookieOf,
  everything,
  mainOf,
  mainText,
  pathOfReceipt,
  press,
  rowsOf,
  say,
  setStanding,
  type Taken,
  tally,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { request } from "../support/request.ts";

const CODE = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){6}/;
let article: ArticleJson;
let comment: Taken & { cookie: string };

beforeEach(async () => {
  article = await aStory(await aPaper());
  comment = await aComment(article.path, { body: "Mine alone" });
});

const ask = (headers: Record<string, string>) => press(`${pathOfReceipt(comment)}/recovery`, {}, headers);
const enter = (code: string, headers: Record<string, string> = {}) =>
  press("/comments/recovery", { code }, headers);

async function aCode(): Promise<string> {
  const response = await ask({ Cookie: comment.cookie });
  expect(response.status).toBe(200);
  return CODE.exec(await response.text())?.[0] ?? "";
}

const standingNow = async () =>
  (await rowsOf<{ id: string; standing: string }>("commenters")).map(({ standing }) => standing);

describe("a recovery code", () => {
  it("is shown once, to the browser that wrote, and kept hashed", async () => {
    const response = await ask({ Cookie: comment.cookie });
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    const code = CODE.exec(await response.text())?.[0] ?? "";
    expect(code).toHaveLength(34);
    const dump = JSON.stringify(await everything());
    expect(dump).not.toContain(code);
    expect(dump).not.toContain(code.replaceAll("-", ""));
    expect(await textOf(pathOfReceipt(comment), { Cookie: comment.cookie })).not.toMatch(CODE);
  });

  it("is offered on the writer's browser alone", async () => {
    const form = `action="${pathOfReceipt(comment)}/recovery"`;
    expect(await textOf(pathOfReceipt(comment), { Cookie: comment.cookie })).toContain(form);
    expect(await textOf(pathOfReceipt(comment))).not.toContain(form);
  });

  it.each([
    ["the link alone", () => ""],
    ["another commenter's cookie", async () => (await aComment(article.path)).cookie],
    ["a planted cookie", () => `commenter=${"A".repeat(43)}`],
    ["the receipt's token as cookie", () => `commenter=${pathOfReceipt(comment).slice(-43)}`],
  ])("is not given for %s", async (_, cookie) => {
    const response = await ask({ Cookie: await cookie() });
    expect(response.status).toBe(404);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect((await rowsOf("commenters")).every((row) => row.recovery_hash === null)).toBe(true);
  });

  it("is not given to another site's form", async () => {
    const headers = {
      Cookie: comment.cookie,
      Origin: "https://evil.example",
      "Sec-Fetch-Site": "cross-site",
    };
    expect((await ask(headers)).status).toBe(403);
  });

  it("is another one each time; the former is void", async () => {
    const first = await aCode();
    const second = await aCode();
    expect(second).not.toBe(first);
    expect((await enter(first)).status).toBe(422);
    expect((await enter(second)).status).toBe(303);
  });
});

describe("entered in another browser", () => {
  it("it moves the commenter there and cuts the former browser off", async () => {
    const moved = await enter(await aCode());
    expect(moved.headers.get("Location")).toBe("/comments/mine?done=recovered");
    const cookie = cookieOf(moved);
    expect(cookie).toMatch(/^commenter=[\w-]{43}$/);
    expect(cookie).not.toBe(comment.cookie);
    expect(await mainText("/comments/mine?done=recovered", { Cookie: cookie })).toMatch(
      /You go on in this browser now\..*Mine alone/,
    );
    expect(await mainText("/comments/mine", { Cookie: comment.cookie })).toContain("This browser has none");
    expect(await rowsOf("commenters")).toHaveLength(1);
  });

  it("it gives receipts new addresses, which the same text leads to", async () => {
    const cookie = cookieOf(await enter(await aCode()));
    expect((await request(pathOfReceipt(comment))).status).toBe(404);
    const again = await say(article.path, { body: "Mine alone" }, { Cookie: cookie });
    expect(again.status).toBe(200);
    const { receiptUrl } = await again.json<Taken>();
    expect(await mainText(pathOfReceipt({ receiptUrl }))).toContain("Mine alone");
    expect(await textOf("/comments/mine", { Cookie: cookie })).toContain(pathOfReceipt({ receiptUrl }));
  });

  it("it works once, however many try at once", async () => {
    const code = await aCode();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(code)));
    expect(tally(answers)).toEqual({ 303: 1, 422: 7 });
    expect((await enter(code)).status).toBe(422);
  });

  it.each([
    ["small letters", (code: string) => code.toLowerCase()],
    ["no hyphens", (code: string) => code.replaceAll("-", "")],
    ["spaces and dashes", (code: string) => ` ${code.replaceAll("-", " – ")}\n`],
    ["letters that look like digits", (code: string) => code.replaceAll("0", "o").replaceAll("1", "l")],
  ])("it may be typed with %s", async (_, typed) => {
    expect((await enter(typed(await aCode()))).status).toBe(303);
  });

  it.each(["trusted", "blocked", "previewed"])("it leaves a commenter %s", async (standing) => {
    await setStanding(comment.id, standing);
    const cookie = cookieOf(await enter(await aCode()));
    expect(await standingNow()).toEqual([standing]);
    const { status } = await say(article.path, {}, { Cookie: cookie });
    expect(status).toBe(standing === "blocked" ? 403 : 201);
  });

  it("a trusted secret that was left behind publishes nothing", async () => {
    await setStanding(comment.id, "trusted");
    await enter(await aCode());
    const taken = await (await say(article.path, {}, { Cookie: comment.cookie })).json<Taken>();
    expect(taken.status).toBe("pending");
  });

  it("is taken over https into a cookie of this host", async () => {
    const response = await enter(await aCode());
    expect(response.headers.get("Set-Cookie")).toContain("HttpOnly; SameSite=Lax");
  });

  it.each(["", "0000", "0".repeat(28), "Ü".repeat(28), "x".repeat(5_000)])(
    "code %j is refused beside the field",
    async (code) => {
      const response = await enter(code);
      expect(response.status).toBe(422);
      expect(response.headers.get("Cache-Control")).toBe("no-store");
      expect(response.headers.get("Set-Cookie")).toBeNull();
      const html = await response.text();
      expect(mainOf(html)).toContain("This code is not known.");
      expect(html).toMatch(/<input[^>]*id="code"[^>]*aria-invalid="true"/);
    },
  );

  it("from another site is refused: nobody is made to go on as somebody else", async () => {
    const code = await aCode();
    const headers = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    expect((await enter(code, headers)).status).toBe(403);
    expect((await enter(code)).status).toBe(303);
  });

  it("passes the gate only so often", async () => {
    const headers = { "CF-Connecting-IP": "192.0.2.99" };
    const answers: Response[] = [];
    for (let n = 0; n < 20; n++) answers.push(await enter("0".repeat(28), headers));
    expect(tally(answers)[429]).toBeGreaterThanOrEqual(5);
    expect(answers.at(-1)?.headers.get("Retry-After")).toBe("60");
  });
});

it("the page for codes is private", async () => {
  const { status, headers } = await request("/comments/recovery");
  expect([status, headers.get("Cache-Control"), headers.get("X-Robots-Tag")]).toEqual([
    200,
    "no-store",
    "noindex",
  ]);
});
