import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "../../scripts/server.ts";
import { jsonOf } from "../soak/client.ts";
import { anAddress, furnish, must, type Story, story } from "../soak/newsroom.ts";
import { Site } from "../soak/site.ts";
import { type HookCall, type HookServer, REPLIES, startHookServer } from "./support/hook-server.ts";

const SECRET = `whsec_${Buffer.from("a secret of the operator, long enough").toString("base64")}`;
const DECIDE: Record<string, string> = {
  publish: "published",
  "publish with a note": "published",
  "publish after a second": "published",
  decline: "declined",
};
const HELD = Object.keys(REPLIES).filter((reply) => !(reply in DECIDE));

let hook: HookServer;
let site: Site;
let place: Story;

beforeAll(async () => {
  hook = await startHookServer();
  site = new Site(await freePort());
  await site.start({
    MODERATION_URL: hook.url,
    MODERATION_SECRET: SECRET,
    ALLOW_PRIVATE_WEBHOOKS: "1",
  });
  await furnish(site);
  place = await story(site, "The harbour opens again");
});
afterAll(async () => {
  hook?.stop();
  await site?.stop();
});

let sent = 0;

async function say(reply: string, members: object = {}, headers: Record<string, string> = {}) {
  const began = performance.now();
  const json = { name: "Ana", body: `Answer: ${reply}. Comment ${++sent}.`, ...members };
  const all = { "CF-Connecting-IP": anAddress(), ...headers };
  const answer = await site.ask(`${place.path}/comments`, { json, headers: all });
  const { id = "", status = "", receiptUrl = "" } = jsonOf(answer) as Record<string, string>;
  const cookie = answer.headers["set-cookie"]?.[0]?.split(";", 1)[0] ?? "";
  return { code: answer.status, id, status, receiptUrl, cookie, tookMs: performance.now() - began };
}

async function asRead(id: string) {
  const { items } = jsonOf(await must(200, site.api(`/comments?article=${place.id}&limit=100`)));
  return (items as { id: string; status: string; decision: unknown; standing: string }[]).find(
    (item) => item.id === id,
  );
}

async function callsOf(work: () => Promise<unknown>): Promise<HookCall[]> {
  const before = hook.calls.length;
  await work();
  return hook.calls.slice(before);
}

describe("the hook decides", () => {
  it.each(Object.entries(DECIDE))("%s: the commenter is told %s", async (reply, status) => {
    const told = await say(reply);
    expect(told).toMatchObject({ code: 201, status });
    expect(await asRead(told.id)).toMatchObject({
      status,
      standing: status === "published" ? "previewed" : "new",
      decision: { moderator: "Moderation hook", ground: status === "declined" ? "spam" : null },
    });
  });

  it("what it declines with ground and note, on the receipt as text", async () => {
    const { receiptUrl, status } = await say("decline");
    const receipt = (await site.ask(new URL(receiptUrl).pathname)).bytes.toString();
    expect(status).toBe("declined");
    expect(receipt).toContain("It sells &lt;b&gt;pills&lt;/b&gt;.");
  });

  it("nothing of the honest wait", async () => {
    await say("publish");
    const sql =
      "SELECT median_ms, p90_ms, (SELECT count(*) FROM decisions WHERE wait_ms IS NOT NULL) AS waits FROM moderation";
    expect(await site.query(sql)).toEqual([{ median_ms: null, p90_ms: null, waits: 0 }]);
  });

  it("nothing that an editor decided meanwhile", async () => {
    const telling = say("publish after a second");
    await delay(400);
    const { items } = jsonOf(await must(200, site.api("/comments?status=pending&limit=100")));
    const { id = "" } = (items as { id: string; body: string }[]).at(-1) ?? {};
    const json = { decision: "decline", ground: "off_topic" };
    await must(200, site.api(`/comments/${id}/decision`, { method: "PUT", json }));
    expect(await telling).toMatchObject({ id, status: "declined" });
    expect(await asRead(id)).toMatchObject({
      status: "declined",
      decision: { moderator: "soak", ground: "off_topic" },
    });
  });
});

describe("a comment is stored and held", () => {
  it.each(HELD)("where the hook answers: %s", async (reply) => {
    const told = await say(reply);
    expect(told).toMatchObject({ code: 201, status: "pending" });
    expect(await asRead(told.id)).toMatchObject({ status: "pending", decision: null });
    expect(told.tookMs).toBeLessThan(3_500);
    const isLate = reply === "no answer" || reply === "half an answer";
    expect([reply, told.tookMs > 1_900]).toEqual([reply, isLate]);
  });

  it("and no redirect is followed", () => {
    expect(hook.calls.filter(({ path }) => path !== "/moderate")).toEqual([]);
  });

  it("and the log says why, but not what was said", () => {
    const lines = site.lastWords.split("\n").filter((line) => line.includes("moderation hook failed"));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(line).toMatch(/"requestId":"[0-9a-f-]{36}"/);
      expect(line).not.toMatch(/Answer:|Ana|whsec|127\.0/);
    }
  });
});

describe("the call", () => {
  it("is signed as Standard Webhooks want it, and says only what it may", async () => {
    const address = anAddress();
    const first = await say("publish", {}, { "CF-Connecting-IP": address });
    const headers = { Cookie: first.cookie, "CF-Connecting-IP": address, "User-Agent": "Trace/1.0" };
    const reply = { parentId: first.id, name: "Bo" };
    const [call] = await callsOf(() => say("hold", reply, headers));
    const named = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [
        name,
        String(call?.headers[name]),
      ]),
    );
    const said = new Webhook(SECRET).verify(call?.body ?? "", named);
    expect(said).toEqual({
      id: named["webhook-id"],
      type: "comment.moderation",
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      data: {
        comment: {
          id: expect.any(String),
          article: { id: place.id, url: site.origin + place.path, headline: "The harbour opens again" },
          parentId: first.id,
          name: "Bo",
          body: `Answer: hold. Comment ${sent}.`,
        },
        commenter: { standing: "previewed", counts: { pending: 1, published: 1 } },
      },
    });
    expect(() => new Webhook(SECRET).verify(`${call?.body} `, named)).toThrow();
    expect(JSON.stringify(call)).not.toMatch(/Trace|commenter=/);
    expect(JSON.stringify(call)).not.toContain(address);
  });

  it("is not made for what is refused, repeated, or published at once", async () => {
    const { id, cookie } = await say("publish");
    const stand = (standing: string) =>
      site.query(
        `UPDATE commenters SET standing = '${standing}' WHERE id = (SELECT commenter FROM comments WHERE id = '${id}')`,
      );
    const headers = { Cookie: cookie };
    const asked = await callsOf(async () => {
      expect(await say("publish", { parentId: "nobody" })).toMatchObject({ code: 422 });
      expect(await say("publish", { website: "x" })).toMatchObject({ code: 422 });
      const body = `Answer: publish. Comment ${sent - 2}.`;
      expect(await say("publish", { body }, headers)).toMatchObject({ code: 200, id });
      await stand("trusted");
      expect(await say("decline", {}, headers)).toMatchObject({ code: 201, status: "published" });
    });
    expect(asked).toEqual([]);
    const links = [1, 2, 3, 4].map((n) => `https://n${n}.example/`).join(" ");
    expect(await callsOf(() => say("hold", { body: `Answer: hold. ${links}` }, headers))).toHaveLength(1);
    await stand("blocked");
    expect(await callsOf(() => say("publish", {}, headers))).toEqual([]);
  });

  it("is made five times a minute for one client at most", async () => {
    const headers = { "CF-Connecting-IP": anAddress() };
    const calls = await callsOf(() =>
      Promise.all(Array.from({ length: 12 }, () => say("hold", {}, headers))),
    );
    expect(calls).toHaveLength(5);
  });
});
