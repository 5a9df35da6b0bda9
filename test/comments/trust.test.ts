import { beforeEach, describe, expect, it } from "vitest";
import {
  aComment,
  anAddress,
  cookieOf,
  fillIn,
  pathOfReceipt,
  press,
  rowsOf,
  say,
  setStanding,
  type Taken,
  tally,
  textOf,
} from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory, must } from "../support/factories.ts";
import { ORIGIN, request } from "../support/request.ts";

/** Whom a moderator trusts: everybody below would like to pass for them. */
let trusted: Taken & { cookie: string };
let commenter: string;
let article: ArticleJson;
let token: string;

beforeEach(async () => {
  token = await aPaper();
  article = await aStory(token);
  trusted = await aComment(article.path, { name: "Trusted Tom", body: "From somebody trusted" });
  await setStanding(trusted.id, "trusted");
  [{ id: commenter } = { id: "" }] = await rowsOf<{ id: string }>("commenters");
});

type Headers = Record<string, string>;

/** What became of the comments that were not the trusted one's own. */
async function statuses(): Promise<string[]> {
  const rows = await rowsOf<{ id: string; status: string }>("comments");
  return rows.filter(({ id }) => id !== trusted.id).map(({ status }) => status);
}

const secretOf = ({ cookie }: { cookie: string }) => cookie.slice("commenter=".length);

/** The standing of everybody but the trusted one. */
async function standings(): Promise<string[]> {
  const rows = await rowsOf<{ id: string; standing: string }>("commenters");
  return rows.filter(({ id }) => id !== commenter).map(({ standing }) => standing);
}

it("the trusted one is published at once: there is something to pass for", async () => {
  const taken = await (await say(article.path, {}, { Cookie: trusted.cookie })).json<Taken>();
  expect(taken.status).toBe("published");
});

describe("a name", () => {
  it.each([
    "Trusted Tom",
    "trusted tom",
    "Tr\u200busted Tom",
    "admin",
    "Editor",
    "Moderator",
    "tom@courier.example",
    "Tom <tom@courier.example>",
    "trusted",
    "standing=trusted",
    "'; UPDATE commenters SET standing='trusted'; --",
  ])("%j is one like any other", async (name) => {
    const taken = await must<Taken>(201, say(article.path, { name }));
    expect(taken.status).toBe("pending");
    expect(await standings()).toEqual(["new"]);
  });

  it.each(["Dateline", "Ines Holtkamp"])("%j of the paper is refused or waits", async (name) => {
    await say(article.path, { name });
    expect((await statuses()).every((status) => status === "pending")).toBe(true);
  });
});

describe("a cookie", () => {
  const cookies: [string, () => string | Promise<string>][] = [
    ["a commenter's id", () => `commenter=${commenter}`],
    ["a commenter's id, filled up", () => `commenter=${commenter.replaceAll("-", "").padEnd(43, "A")}`],
    ["a comment's id", () => `commenter=${trusted.id}`],
    ["a receipt's token", () => `commenter=${pathOfReceipt(trusted).slice(-43)}`],
    [
      "the hash that D1 keeps",
      async () => {
        const [row] = await rowsOf<{ secret_hash: string }>("commenters");
        return `commenter=${row?.secret_hash}`;
      },
    ],
    [
      "the hash of a receipt",
      async () => `commenter=${(await rowsOf<{ receipt_hash: string }>("comments"))[0]?.receipt_hash}`,
    ],
    ["somebody's invention", () => `commenter=${"A".repeat(43)}`],
    ["the secret, cut", () => trusted.cookie.slice(0, -1)],
    ["the secret, longer", () => `${trusted.cookie}A`],
    ["the secret in other letters", () => swapped(trusted.cookie)],
    ["the secret in the cookie of another site's address", () => `__Host-${trusted.cookie}`],
    ["the secret under another name", () => `Commenter=${secretOf(trusted)}`],
    ["the word itself", () => "commenter=trusted; standing=trusted; status=published"],
    [
      "a planted one before the browser's own",
      async () => `commenter=${"B".repeat(43)}; ${(await aComment(article.path)).cookie}`,
    ],
  ];
  it.each(cookies)("%s opens nothing", async (_, cookie) => {
    await must(201, say(article.path, {}, { Cookie: await cookie() }));
    expect(new Set(await statuses())).toEqual(new Set(["pending"]));
    expect(new Set(await standings())).toEqual(new Set(["new"]));
  });

  it("that nobody was given is not adopted: who planted it knows the new secret no more than anybody", async () => {
    const planted = "C".repeat(43);
    const response = await say(article.path, {}, { Cookie: `commenter=${planted}` });
    expect(cookieOf(response)).toMatch(/^commenter=[\w-]{43}$/);
    expect(cookieOf(response)).not.toContain(planted);
  });

  it.each([
    "commenter=",
    "commenter=%00%ff",
    `commenter="${"A".repeat(43)}"`,
    "=;;commenter",
    "a".repeat(4_000),
  ])("that is broken (%j) is none", async (cookie) => {
    await must(201, say(article.path, {}, { Cookie: cookie }));
    expect(await statuses()).toEqual(["pending"]);
  });

  it("of another browser speaks for that browser's commenter, and can be cut off", async () => {
    const stolen = trusted.cookie;
    const renewed = cookieOf(await press("/comments/mine/renewal", {}, { Cookie: stolen }));
    await must(201, say(article.path, {}, { Cookie: stolen }));
    expect(await statuses()).toEqual(["pending"]);
    const own = await must<Taken>(201, say(article.path, {}, { Cookie: renewed }));
    expect(own.status).toBe("published");
  });
});

/** The same letters, in the other case. */
function swapped(cookie: string): string {
  const [name = "", secret = ""] = cookie.split("=");
  const other = [...secret].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
  return `${name}=${other.join("")}`;
}

describe("a hidden member", () => {
  const members = {
    standing: "trusted",
    status: "published",
    commenter: () => commenter,
    commenterId: () => commenter,
    id: () => trusted.id,
    decision: "publish",
    moderator: "Moderator",
    createdAt: "2016-11-30T07:13:00.000Z",
    receiptHash: "0".repeat(64),
    secret: () => secretOf(trusted),
    token: () => token,
    __proto__x: "trusted",
    constructor: "trusted",
  };
  it.each(Object.keys(members) as (keyof typeof members)[])(
    "%s is refused, in JSON and in a form",
    async (name) => {
      const given: unknown = members[name];
      const value = String(typeof given === "function" ? (given as () => string)() : given);
      expect((await say(article.path, { [name]: value })).status).toBe(422);
      expect((await fillIn(article.path, { [name]: value })).status).toBe(422);
      expect(await statuses()).toEqual([]);
    },
  );

  it("__proto__ sets nothing", async () => {
    const body = '{"name":"Ana","body":"Text","__proto__":{"standing":"trusted"}}';
    const headers = { "Content-Type": "application/json", "CF-Connecting-IP": anAddress() };
    await request(`${article.path}/comments`, { body, headers });
    expect((await statuses()).every((status) => status === "pending")).toBe(true);
  });

  it("that comes twice is taken once", async () => {
    const body = new URLSearchParams([
      ["name", "Ana"],
      ["name", "Trusted Tom"],
      ["body", "One"],
      ["body", "Two"],
    ]);
    const headers = { Origin: ORIGIN, "CF-Connecting-IP": anAddress() };
    await request(`${article.path}/comments`, { body, headers });
    expect(await statuses()).toEqual(["pending"]);
  });
});

describe("a header", () => {
  const headers: [string, () => Headers][] = [
    ["a moderator's token", () => ({ Authorization: `Bearer ${token}` })],
    ["the secret as token", () => ({ Authorization: `Bearer ${secretOf(trusted)}` })],
    ["the secret in a header", () => ({ "X-Commenter": secretOf(trusted) })],
    ["an override of the method", () => ({ "X-HTTP-Method-Override": "PUT" })],
  ];
  it.each(headers)("%s opens nothing", async (_, own) => {
    await must(201, say(article.path, {}, own()));
    expect(await statuses()).toEqual(["pending"]);
  });
});

describe("what was sent once", () => {
  it("sent again from another browser is another one's comment, and waits", async () => {
    const taken = await must<Taken>(
      201,
      say(article.path, { name: "Trusted Tom", body: "From somebody trusted" }),
    );
    expect(taken.status).toBe("pending");
    expect(taken.receiptUrl).not.toBe(trusted.receiptUrl);
  });

  it("sent many times at once with the trusted cookie is there once", async () => {
    const body = "Sent in a hurry";
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => say(article.path, { body }, { Cookie: trusted.cookie })),
    );
    expect(tally(all)).toEqual({ 200: 3, 201: 1 });
    expect(await statuses()).toEqual(["published"]);
  });
});

describe("a receipt's address", () => {
  it("shows the comment, and neither gives the cookie nor the list nor a code", async () => {
    const response = await request(pathOfReceipt(trusted));
    expect(response.headers.get("Set-Cookie")).toBeNull();
    const html = await response.text();
    expect(html).not.toContain(commenter);
    expect(html).not.toContain(secretOf(trusted));
    expect(html).not.toMatch(/\/recovery|\/comments\/mine/);
    expect((await press(`${pathOfReceipt(trusted)}/recovery`)).status).toBe(404);
  });

  it("the pages for its owner name neither id nor secret", async () => {
    for (const path of ["/comments/mine", "/comments/mine.json", pathOfReceipt(trusted)]) {
      const html = await textOf(path, { Cookie: trusted.cookie });
      expect([path, html.includes(commenter), html.includes(secretOf(trusted))]).toEqual([
        path,
        false,
        false,
      ]);
    }
  });
});
