import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import { decideComments } from "../../src/comments/decide-comment.ts";
import { openDatabase } from "../../src/db.ts";
import { byHook } from "../../src/http/actor.ts";
import { aComment, anAddress, decided, rowsOf } from "../support/comments.ts";
import { type ArticleJson, aPaper, aStory } from "../support/factories.ts";
import { ORIGIN, request } from "../support/request.ts";

const SECRET = `whsec_${btoa("a secret of the operator, long enough")}`;
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/";
let token: string;
let article: ArticleJson;

beforeEach(async () => {
  token = await aPaper();
  article = await aStory(token);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Sends a comment to a Worker with these variables; gives the answer and what was logged. */
async function say(vars: Record<string, string>) {
  const said: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((line: string) => void said.push(line));
  const ctx = createExecutionContext();
  const sent = new Request(`${ORIGIN}${article.path}/comments`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "CF-Connecting-IP": anAddress() },
    body: JSON.stringify({ name: "Ana", body: "A text of mine" }),
  });
  const answer = await app.fetch(sent, { ...env, ALLOW_PRIVATE_WEBHOOKS: "0", ...vars }, ctx);
  await waitOnExecutionContext(ctx);
  spy.mockRestore();
  return { code: answer.status, ...(await answer.json<{ status: string }>()), said };
}

describe("without a moderation that can be asked, the comment is stored and held:", () => {
  it.each([
    ["out of reach", { MODERATION_URL: NOWHERE, MODERATION_SECRET: SECRET, ALLOW_PRIVATE_WEBHOOKS: "1" }],
    ["MODERATION_URL is no address", { MODERATION_URL: NOWHERE, MODERATION_SECRET: SECRET }],
    ["MODERATION_URL is no address", { MODERATION_URL: "https://", MODERATION_SECRET: SECRET }],
    ["MODERATION_URL is no address", { MODERATION_URL: "ftp://x.example/", MODERATION_SECRET: SECRET }],
    ["MODERATION_SECRET is no whsec_", { MODERATION_URL: "https://m.invalid/" }],
    ["MODERATION_SECRET is no whsec_", { MODERATION_URL: "https://m.invalid/", MODERATION_SECRET: "x" }],
    ["MODERATION_SECRET is not", { MODERATION_URL: "https://m.invalid/", MODERATION_SECRET: "whsec_€" }],
    ["MODERATION_SECRET is not", { MODERATION_URL: "https://m.invalid/", MODERATION_SECRET: "whsec_" }],
  ])("%s, %o", async (reason, vars) => {
    const { code, status, said } = await say(vars as Record<string, string>);
    expect([code, status]).toEqual([201, "pending"]);
    expect(await rowsOf("comments")).toMatchObject([{ status: "pending", decided_at: null }]);
    expect(said.map((line) => JSON.parse(line))).toEqual([
      {
        level: "error",
        message: "moderation hook failed",
        requestId: expect.any(String),
        reason: expect.stringContaining(reason),
      },
    ]);
    expect(said.join()).not.toContain("A text of mine");
  });

  it("and nothing is said where none is set", async () => {
    expect(await say({})).toMatchObject({ code: 201, status: "pending", said: [] });
  });
});

describe("a machine's decision", () => {
  const act = () => byHook({ db: openDatabase(env.DB), now: Date.now(), requestId: "r" });
  const decline = { decision: "decline", ground: "spam", law: null, note: null } as const;

  it("leaves alone what an editor decided, or took back", async () => {
    const { id } = await aComment(article.path);
    await decided(token, id, { decision: "publish" });
    const [row] = await decideComments(act(), [{ id, ...decline, isAutomatic: true }]);
    expect(row?.status).toBe("published");
    expect(await rowsOf("decisions")).toHaveLength(1);
  });

  it("counts for no wait, and can be replaced by an editor's", async () => {
    const { id } = await aComment(article.path);
    await decideComments(act(), [{ id, ...decline, isAutomatic: true }]);
    expect(await rowsOf("decisions")).toMatchObject([{ moderator: "Moderation hook", wait_ms: null }]);
    expect(await rowsOf("moderation")).toMatchObject([{ median_ms: null, p90_ms: null }]);
    expect((await request(`${article.path}/comments`)).status).toBe(200);
    expect(await decided(token, id, { decision: "publish" })).toMatchObject({ status: "published" });
  });
});
