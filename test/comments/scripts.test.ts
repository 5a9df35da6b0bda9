import { beforeEach, expect, it } from "vitest";
import { aComment, fillIn, pathOfReceipt } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { request } from "../support/request.ts";

let article: ArticleJson;

beforeEach(async () => {
  article = await aStory(await aPaper());
});

const SCRIPT = /<script>(.*?)<\/script>/gs;

/** The hashes of the scripts that stand in a page, and those that its policy allows. */
async function scriptsOf(response: Response): Promise<[string[], string[]]> {
  const scripts = [...(await response.text()).matchAll(SCRIPT)].map(([, text = ""]) => text);
  const hashes = scripts.map(async (text) => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
  });
  const policy = response.headers.get("Content-Security-Policy") ?? "";
  const allowed = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  return [await Promise.all(hashes), allowed === "" ? [] : allowed.split(" ")];
}

it("an article and its discussion carry one script each, and their policies its hash and nothing else", async () => {
  const pages = [
    await request(article.path),
    await request(`${article.path}/comments`),
    await fillIn(article.path, { name: "" }),
  ];
  for (const page of pages) {
    const [standing, allowed] = await scriptsOf(page);
    expect(standing).toHaveLength(1);
    expect(allowed).toEqual(standing);
  }
});

it("the article's policy is the same from the cache, and with a 304", async () => {
  const [first, second] = [await request(article.path), await request(article.path)];
  const policy = first.headers.get("Content-Security-Policy");
  expect(second.headers.get("Content-Security-Policy")).toBe(policy);
  const conditional = await request(article.path, {
    headers: { "If-None-Match": first.headers.get("ETag") ?? "" },
  });
  expect([conditional.status, conditional.headers.get("Content-Security-Policy")]).toEqual([304, policy]);
});

it("no other page runs anything", async () => {
  const comment = await aComment(article.path);
  const paths = ["/", "/world", "/archive", "/search", "/comments/mine", "/comments/recovery", "/nowhere"];
  for (const path of [...paths, pathOfReceipt(comment), `${article.path}/comments/fragment`]) {
    const page = await request(path, { headers: { Cookie: comment.cookie } });
    expect([path, await scriptsOf(page)]).toEqual([path, [[], []]]);
    expect([path, page.headers.get("Content-Security-Policy")]).toEqual([
      path,
      expect.stringMatching(
        /^default-src 'none'; .*require-trusted-types-for 'script'; trusted-types 'none'$/,
      ),
    ]);
  }
});

it("a closed discussion takes no form, and needs no script", async () => {
  const token = await aPaper();
  const closed = await aStory(token, { headline: "Closed", comments: "closed" });
  const [standing] = await scriptsOf(await request(`${closed.path}/comments`));
  expect(standing).toEqual([]);
});
