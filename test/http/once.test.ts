import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { expect, it } from "vitest";
import * as z from "zod";
import { reviseArticle } from "../../src/articles/revise-article.ts";
import { articles } from "../../src/articles/schema.ts";
import { inOrder, openDatabase } from "../../src/db.ts";
import { auditEntry } from "../../src/editors/audit.ts";
import { authenticate } from "../../src/editors/authenticate.ts";
import { atTheDesk } from "../../src/editors/desk-session.ts";
import type { Act } from "../../src/http/actor.ts";
import { claimKey, isKeyInUse } from "../../src/http/idempotency.ts";
import { newId } from "../../src/http/ids.ts";
import { mount } from "../../src/http/mount.ts";
import { json } from "../../src/http/respond.ts";
import { type AppEnv, creation } from "../../src/http/route.ts";
import { prepare } from "../../src/prepare.ts";
import { refuse } from "../../src/refuse.tsx";
import { aDraft, aPaper } from "../support/factories.ts";
import { ORIGIN, tokenOf } from "../support/request.ts";
import { age, deedsDone, keysKept, told } from "../support/retries.ts";

/** Makes a thing with a secret that is shown once; "odd" finds nothing to do, "late" fails behind its commit. */
const makeThing = creation(
  {
    id: "makeThing",
    method: "POST",
    path: "/api/v1/things",
    summary: "Make a thing.",
    role: "writer",
    bodyKind: "json",
    body: z.strictObject({ name: z.string() }),
    status: 201,
  },
  {
    make: async ({ act, body: { name } }) => {
      const subject = newId();
      if (name === "odd") return { subject };
      const entry = auditEntry(act, { action: "thing.make", subject });
      await act.db.batch(inOrder([entry, ...claimKey(act, subject)]));
      if (name === "late") throw new Error("The answer of D1 was lost");
      return { subject, secret: "whisper" };
    },
    answer: (_, { subject, secret }) => json({ subject, secret }, 201),
  },
);

const things = new Hono<AppEnv>();
things.use(prepare((request, c) => things.fetch(request, c.env)));
mount(things, [makeThing], { authenticate, atTheDesk, refuse });

async function post(token: string, name: string) {
  const request = new Request(`${ORIGIN}/api/v1/things`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "k1",
    },
    body: JSON.stringify({ name }),
  });
  const { body, ...rest } = await told(Promise.resolve(things.fetch(request, env, createExecutionContext())));
  return { ...rest, ...(JSON.parse(body) as { subject: string; secret: string | null }) };
}

async function actOf(key: string): Promise<Act> {
  const actor = { id: "desk", name: "Desk", role: "publisher", expiresAt: null } as const;
  const now = Date.now();
  return { db: openDatabase(env.DB), actor, now, requestId: newId(), key: { key, fingerprint: key } };
}

it("shows a secret once, and keeps it nowhere", async () => {
  const token = await tokenOf("writer");
  const made = await post(token, "plain");
  expect(made).toMatchObject({ status: 201, secret: "whisper", isReplay: false });
  expect(await post(token, "plain")).toEqual({ ...made, secret: null, isReplay: true });
  const kept = await env.DB.prepare("SELECT * FROM idempotency_keys").all();
  expect(JSON.stringify(kept.results)).not.toContain("whisper");
  expect(await deedsDone()).toBe(1);
});

it("uses up the key of a verb that found nothing to do", async () => {
  const token = await tokenOf("writer");
  const made = await post(token, "odd");
  expect(await post(token, "odd")).toEqual({ ...made, isReplay: true });
});

it("answers what was done although its verb failed behind the commit", async () => {
  const token = await tokenOf("writer");
  const made = await post(token, "late");
  expect(made).toMatchObject({ status: 201, secret: null, isReplay: true });
  expect(await post(token, "late")).toEqual(made);
  expect(await deedsDone()).toBe(1);
});

it("keeps the answer of a key that had expired", async () => {
  const token = await tokenOf("writer");
  const made = await post(token, "odd");
  await age(86_400_001);
  const anew = await post(token, "odd");
  expect([anew.isReplay, anew.subject === made.subject]).toEqual([false, false]);
  expect((await post(token, "odd")).subject).toBe(anew.subject);
});

it("leaves the key of a revision that lost free", async () => {
  const { id } = await aDraft(await aPaper());
  const revise = async (key: string) =>
    await reviseArticle(await actOf(key), { id, tags: ["1"], patch: { label: key } });
  const outcomes = await Promise.allSettled(["one", "two", "three"].map(revise));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
  expect(await keysKept()).toBe(1);
  expect(await env.DB.prepare("SELECT key FROM idempotency_keys").first("key")).toBe(
    ["one", "two", "three"][winner],
  );
});

it("stops a batch whose key is in use, even where it would have lost", async () => {
  const { id } = await aDraft(await aPaper());
  const act = await actOf("one");
  const lost = () =>
    act.db.batch(inOrder(claimKey(act, id, sql`FROM ${articles} WHERE id = ${id} AND revision = 99`)));
  await lost();
  expect(await keysKept()).toBe(0);
  await act.db.batch(inOrder(claimKey(act, id)));
  await expect(lost()).rejects.toSatisfy(isKeyInUse);
  await expect(reviseArticle(act, { id, tags: ["1"], patch: { label: "New" } })).rejects.toSatisfy(
    isKeyInUse,
  );
  expect(await env.DB.prepare("SELECT revision FROM articles").first("revision")).toBe(1);
});
