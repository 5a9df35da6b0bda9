import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { words } from "../../src/ui/words.ts";
import { foundIn, phrasesOf, piecesOf, readAloud } from "../support/catalogue.ts";
import { aComment, decided, fillIn, setStanding } from "../support/comments.ts";
import { aBrief, aPaper, aStory, must, withdraw } from "../support/factories.ts";
import { aPaperIn, PAPERS, type PaperLanguage } from "../support/newsrooms.ts";
import { problemOf, request } from "../support/request.ts";

const LANGUAGES = Object.keys(PAPERS) as PaperLanguage[];
/** What is Latin on every page: what machines call it. */
const LATIN_EVERYWHERE = ["WhatsApp", "Telegram", "Bluesky", "RSS"];

/** English that a page in another language has not translated. */
function englishIn(html: string, language: PaperLanguage): string[] {
  const own = new Set(phrasesOf(words(language)).flatMap(piecesOf));
  const english = phrasesOf(words("en")).flatMap(piecesOf);
  return foundIn(
    readAloud(html),
    english.filter((piece) => !own.has(piece)),
  );
}

/** The page; it speaks the language and no English. */
async function pageIn(language: PaperLanguage, sent: Promise<Response>, status: number): Promise<string> {
  const answer = await sent;
  const html = await answer.text();
  expect([answer.status, answer.headers.get("Content-Type")]).toEqual([status, "text/html; charset=utf-8"]);
  const dir = language === "ar" ? ' dir="rtl"' : "";
  expect(/<html[^>]*>/.exec(html)?.[0]).toBe(`<html lang="${language}"${dir}>`);
  const text = readAloud(html);
  expect(text).toContain(words(language).skip);
  expect(englishIn(html, language)).toEqual([]);
  return text;
}

it("English words are found where they stand, and only there", () => {
  const html = '<p class="By">Menüs: Comment policy</p><a aria-label="Reply to Ana">x</a><style>Menu</style>';
  expect(englishIn(html, "de")).toEqual(expect.arrayContaining(["Comment policy", "Reply to"]));
  expect(englishIn(html, "de")).not.toContain("Menu");
  expect(englishIn('<p title="Menu">', "de")).toEqual(["Menu"]);
});

describe.each(LANGUAGES)("a site in %s", (language) => {
  const say = words(language);
  const read = (path: string) => pageIn(language, request(path), 200);

  it("speaks its language on every page", async () => {
    const { story } = await aPaperIn(language);
    const { section, author, headline } = PAPERS[language];
    expect(await read("/")).toContain(section);
    expect(await read("/world")).toContain(say.inShort);
    expect(await read("/in-short")).toContain(say.noMoreHere);
    expect(await read("/archive")).toContain(say.archive);
    const article = await read(story.path);
    for (const said of [`${say.by} ${author}`, say.published, say.join]) expect(article).toContain(said);
    const discussion = await read(`${story.path}/comments`);
    for (const said of [say.discussionTitle(headline), say.noComments, say.commentHint, say.policy])
      expect(discussion).toContain(said);
    expect(discussion).toContain(say.defaultPolicy.split("\n\n", 1)[0]);
  });

  it("tells a commenter what became of the comment", async () => {
    const { story, token } = await aPaperIn(language);
    const { id, receiptUrl } = await aComment(story.path, { name: "ω", body: "ω" });
    const receipt = () => pageIn(language, request(new URL(receiptUrl).pathname), 200);
    expect(await receipt()).toContain(say.statuses.pending.text);
    for (const ground of Object.keys(say.grounds) as (keyof typeof say.grounds)[]) {
      await decided(token, id, { decision: "decline", ground });
      expect(await receipt()).toContain(`${say.ground} ${say.grounds[ground]}`);
    }
    await decided(token, id, { decision: "publish" });
    expect(await receipt()).toContain(say.statuses.published.text);
  });

  it("says beside the fields what is wrong with a comment", async () => {
    const { name, said } = await refusing(language);
    const long = "ω".repeat(3_001);
    expect(await said({ name: "", body: "" })).toEqual([say.fields.nameNeeded, say.fields.textNeeded]);
    expect(await said({ name: long.slice(0, 61), body: `\r\n${long}\r\n` })).toEqual([
      say.nameTooLong(60, 61),
      say.textTooLong(3_000, 3_001),
    ]);
    expect(await said({ name: "ω\u0001", body: "ω\u0001" })).toEqual([
      say.fields.unstorable,
      say.fields.unstorable,
    ]);
    expect(await said({ name: "…" })).toEqual([say.fields.nameUnreadable]);
    expect(await said({ name })).toEqual([say.fields.nameReserved]);
    expect(await said({ website: "x" })).toEqual([say.fields.hidden]);
    expect(await said({ parentId: "x" })).toEqual([say.fields.parentGone]);
    expect(await said({ parentId: "x".repeat(65) })).toEqual([say.fields.parentGone]);
    expect(await said({ ω: "ω" })).toEqual([say.fields.unknown("ω")]);
  });

  it("says why a comment is not taken", async () => {
    const { story, token } = await aPaperIn(language);
    const { id, cookie } = await aComment(story.path, { name: "ω", body: "ω" });
    await setStanding(id, "blocked");
    const sent = (headers: Record<string, string>, fields = {}) =>
      fillIn(story.path, { name: "ω", body: "ωω", ...fields }, headers);
    const { refusals } = say;
    const blocked = await pageIn(language, sent({ Cookie: cookie }), 403);
    expect(blocked).toContain(refusals.commenter_blocked.detail);
    const elsewhere = await pageIn(language, sent({ Origin: "https://elsewhere.example" }), 403);
    expect(elsewhere).toContain(refusals.cross_site.detail.replace("#", "http://dateline.test"));
    const large = await pageIn(language, sent({}, { body: "a".repeat(70_000) }), 413);
    expect(large).toContain(refusals.too_large.detail);
    const typed = await pageIn(language, sent({ "Content-Type": "text/plain" }), 415);
    expect(typed).toContain(refusals.unsupported_type.detail);
    const client = { "CF-Connecting-IP": `10.200.0.${LANGUAGES.indexOf(language) + 1}` };
    for (let n = 0; n < 5; n++) await sent(client, { body: "ω".repeat(n + 3) });
    const fast = await pageIn(language, sent(client), 429);
    expect(fast).toContain(refusals.rate_limited.detail);
    expect(
      foundIn(
        fast,
        [60, 59, 58].map((seconds) => say.waitAgain(seconds)),
      ),
    ).toHaveLength(1);
    const closed = await aStory(token, { language, authors: ["writer"], comments: "closed", headline: "ω" });
    const shut = await pageIn(language, fillIn(closed.path, { name: "ω", body: "ω" }), 403);
    expect(shut).toContain(say.closed);
  });

  it("refuses in its language, and programs in English", async () => {
    const { story } = await aPaperIn(language);
    const { refusals } = say;
    const gone = async (path: string, status: number, options = {}) =>
      await pageIn(language, request(path, options), status);
    expect(await gone("/missing", 404)).toContain(refusals.not_found.detail);
    expect(await gone("/2016/11/30/missing", 404)).toContain(refusals.not_found.detail);
    expect(await gone("/2016/11/30/missing/comments", 404)).toContain(refusals.not_found.detail);
    expect(await gone("/no/such.thing", 404)).toContain(refusals.not_found.title);
    expect(await gone("/comments/receipts/x", 404)).toContain(refusals.not_found.title);
    expect(await gone("/world?before=x", 400)).toContain(refusals.bad_cursor.detail);
    expect(await gone(story.path, 405, { method: "DELETE" })).toContain(refusals.method_not_allowed.detail);
    const headers = { Accept: "application/json" };
    const problem = await problemOf(await request("/missing/comments", { headers }));
    expect(problem).toMatchObject({ title: "Not found", detail: "There is nothing at /missing/comments." });
  });

  it("says what happened to an article, and why, in the editors' words", async () => {
    const { story, brief, token } = await aPaperIn(language);
    await withdraw(token, story);
    const withdrawn = await pageOf(story.path, 410);
    expect(withdrawn).toContain(`${say.refusals.withdrawn.detail} ${say.reason} It was wrong.`);
    await env.DB.prepare("UPDATE articles SET status = 'removed', reason = 'ω', law = '§ 186' WHERE id = ?")
      .bind(brief.id)
      .run();
    const removed = await pageIn(language, request(brief.path), 451);
    expect(removed).toContain(
      `${say.refusals.removed_for_legal_reasons.detail} ${say.law} § 186 ${say.reason} ω`,
    );
  });
});

it("a site in German refuses in German when D1 fails", async () => {
  const { refusals, requestId } = words("de");
  await aPaperIn("de");
  await request("/");
  await env.DB.prepare("ALTER TABLE articles RENAME TO lost").run();
  const failed = await pageIn("de", request("/world"), 503);
  expect(failed).toContain(refusals.unavailable.detail);
  expect(failed).toContain(requestId);
});

async function pageOf(path: string, status: number): Promise<string> {
  const answer = await request(path);
  expect(answer.status).toBe(status);
  return readAloud(await answer.text());
}

/** Sends forms that are refused; what the list of problems says. */
async function refusing(language: PaperLanguage) {
  const { story } = await aPaperIn(language);
  const said = async (fields: Record<string, string>) => {
    const answer = await fillIn(story.path, { name: "ω", body: "ω", ...fields });
    const html = await answer.clone().text();
    await pageIn(language, Promise.resolve(answer), 422);
    const list = /<div role="alert".*?<\/div>/s.exec(html)?.[0] ?? "";
    const problems = [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => readAloud(item ?? "").trim());
    for (const field of ["name", "body"]) {
      const notes = readAloud(
        new RegExp(`<small id="${field}-notes">(.*?)</small>`, "s").exec(html)?.[1] ?? "",
      );
      const link = new RegExp(`<a href="#${field}">(.*?)</a>`, "s").exec(list)?.[1];
      if (link) expect(notes).toContain(readAloud(link).trim());
    }
    return problems;
  };
  return { name: PAPERS[language].author, said };
}

it("a site in Arabic has no Latin words but those of its content", async () => {
  const { story } = await aPaperIn("ar");
  for (const path of [
    "/",
    "/world",
    "/in-short",
    "/archive",
    story.path,
    `${story.path}/comments`,
    "/missing",
  ]) {
    const text = readAloud(await (await request(path)).text());
    const latin = new Set(text.match(/[A-Za-z]+/g));
    expect([path, [...latin].filter((word) => !LATIN_EVERYWHERE.includes(word))]).toEqual([path, []]);
  }
});

it("stories and interface each say their language and direction", async () => {
  const token = await aPaper();
  const arabic = { ...PAPERS.ar, language: "ar" };
  await aStory(token, { language: "ar", headline: arabic.headline, standfirst: arabic.text });
  await aBrief(token, "موجز", { language: "ar" });
  const english = await (await request("/")).text();
  expect(english).toMatch(/<html lang="en">/);
  expect(english).toMatch(/<article class="lead" lang="ar"><div dir="rtl">/);
  expect(english).toMatch(/<time [^>]*lang="en" dir="ltr">[A-Z][a-z]{2} \d+, \d{4}<\/time>/);
  expect(english).toMatch(/<li lang="ar" dir="rtl">/);
  await must(200, request("/api/v1/site", { method: "PATCH", token, json: { language: "ar" } }));
  await aStory(token, { language: "en", headline: "The bridge", standfirst: "It stands." });
  const reversed = await (await request("/")).text();
  expect(reversed).toMatch(/<html lang="ar" dir="rtl">/);
  expect(reversed).toMatch(/<article class="lead" lang="en"><div dir="ltr">/);
  expect(reversed).toMatch(/<article class="second"><div>/);
});

describe("the comment policy that a site begins with", () => {
  const patch = async (token: string, json: unknown) =>
    await must<{ commentPolicy: string; language: string }>(
      200,
      request("/api/v1/site", { method: "PATCH", token, json }),
    );

  it("follows the site's language until somebody writes one", async () => {
    const { token, story } = await aPaperIn("de");
    expect((await patch(token, { language: "fr" })).commentPolicy).toBe(words("fr").defaultPolicy);
    expect(await pageOf(`${story.path}/comments`, 200)).toContain("Restez courtois.");
    await patch(token, { commentPolicy: "Soyez brefs." });
    expect((await patch(token, { language: "es" })).commentPolicy).toBe("Soyez brefs.");
    expect((await patch(token, { commentPolicy: null })).commentPolicy).toBe(words("es").defaultPolicy);
  });

  it("stays as it is where it is written with the language", async () => {
    const { token } = await aPaperIn("de");
    const commentPolicy = words("de").defaultPolicy;
    expect((await patch(token, { language: "fr", commentPolicy })).commentPolicy).toBe(commentPolicy);
  });
});
