import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { openDatabase } from "../../../src/db.ts";
import { newId } from "../../../src/http/ids.ts";
import { bring } from "../../../src/wire/inbound/bring.ts";
import { claimPiece, readPiece } from "../../../src/wire/inbound/pieces.ts";
import { bySource, getSource } from "../../../src/wire/inbound/source.ts";
import { aPaper, must } from "../../support/factories.ts";
import { request } from "../../support/request.ts";
import { Sender } from "../../support/sender.ts";

const KEY = { source: "wire", externalId: "ferry" };

it("stops where a newer delivery has taken over since it was held, and changes nothing", async () => {
  const sender = await Sender.of(await aPaper());
  const { article } = await sender.publish({ version: 1 });
  const db = openDatabase(env.DB);
  const { piece } = await readPiece(db, KEY);
  if (!piece) throw new Error("Nothing is held");
  const slow = await claimPiece(db, piece, { ...piece, version: "2", delivery: "slow", outcome: "updated" });
  if (!slow) throw new Error("It was not held");
  expect(await claimPiece(db, piece, { ...piece, version: "2" })).toBe(undefined);
  expect(await sender.publish({ version: 2, headline: "As slow" })).toMatchObject({ outcome: "stale" });
  expect(await sender.publish({ version: 3, headline: "Newer" })).toMatchObject({ outcome: "updated" });

  const act = bySource({ db, now: Date.now(), requestId: newId() }, "wire");
  const aim = {
    source: await getSource(db, "wire"),
    site: { language: "en", timeZone: "UTC" },
    item: { externalId: "ferry", version: "2", at: 0, action: "publish" as const },
    claimed: slow,
  };
  const wording = { patch: { headline: "Older" }, newAuthors: [], described: [], notes: [] };
  expect(await bring(act, { ...aim, wording })).toBe("superseded");
  expect(await bring(act, aim)).toBe("superseded");
  expect(await must(200, request(`/api/v1/articles/${article?.id}`, { token: sender.token }))).toMatchObject({
    headline: "Newer",
    status: "published",
  });
});

it("is refused once where another one has changed the article between, and goes on from there", async () => {
  const token = await aPaper();
  const sender = await Sender.of(token);
  const { article } = await sender.publish({ version: 1 });
  const path = `/api/v1/articles/${article?.id}`;
  const edits = Array.from({ length: 6 }, async (_, n) => {
    const headers = { "If-Match": `"${n + 2}"` };
    return (await request(path, { method: "PATCH", token, json: { label: `Label ${n}` }, headers })).status;
  });
  const versions = Array.from({ length: 4 }, (_, n) =>
    sender.publish({ version: n + 2, headline: `Version ${n + 2}` }),
  );
  const answers = await Promise.all(versions);
  for (const status of await Promise.all(edits)) expect([200, 412]).toContain(status);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(await must(200, request(path, { token }))).toMatchObject({ headline: "Version 5" });
});
