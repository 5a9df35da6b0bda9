import { expect, it } from "vitest";
import { routes } from "../../src/app.ts";
import type { Route } from "../../src/http/route.ts";
import { aComment } from "../support/comments.ts";
import { aPaper, aStory, must } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { request } from "../support/request.ts";
import { deedsDone, keysKept, told } from "../support/retries.ts";
import { published, Sender } from "../support/sender.ts";

interface Example {
  /** Below /api/v1. */
  path: string;
  json?: unknown;
  body?: Uint8Array<ArrayBuffer>;
}

/** What each POST under /api can be asked, after whatever it needs has been made. A publisher asks. */
const EXAMPLES: Record<string, (token: string) => Promise<Example>> = {
  createArticle: async () => ({ path: "/articles", json: { headline: "The harbour opens again" } }),
  correctArticle: async (token) => ({
    path: `/articles/${(await aStory(token)).id}/corrections`,
    json: { text: "It was Tuesday." },
  }),
  restoreRevision: async (token) => {
    const { id, revision } = await aStory(token);
    const headers = { "If-Match": `"${revision}"` };
    const json = { headline: "Worse" };
    await must(200, request(`/api/v1/articles/${id}`, { method: "PATCH", token, json, headers }));
    return { path: `/articles/${id}/revisions/1/restore` };
  },
  makeToken: async () => ({ path: "/tokens", json: { name: "Desk", role: "writer" } }),
  decideComments: async (token) => {
    const { id } = await aComment((await aStory(token)).path);
    return {
      path: "/comments/decisions",
      json: { decisions: [{ id, decision: "decline", ground: "spam" }] },
    };
  },
  makeSource: async () => ({ path: "/sources", json: { slug: "wire", kind: "standard" } }),
  renewSourceSecret: async (token) => ({ path: `/sources/${(await Sender.of(token)).slug}/secret` }),
  dryRunSource: async (token) => ({
    path: `/sources/${(await Sender.of(token)).slug}/dry-run`,
    json: JSON.parse(published({})),
  }),
  replayInboxEntry: async (token) => ({ path: `/inbox/${await aFailure(token)}/replay` }),
  replayInbox: async (token) => {
    await aFailure(token);
    return { path: "/inbox/replay", json: { outcome: "failed" } };
  },
  uploadPicture: async () => ({ path: "/media?alt=Grey", body: await aPng(8, 8) }),
};

/** Id of a delivery that can't be used. */
async function aFailure(token: string): Promise<string> {
  const sender = await Sender.of(token);
  await sender.deliver("{}");
  return String((await sender.inbox())[0]?.id);
}

/** Members of an answer that are shown once. */
const SECRETS = ["token", "secret"];

const creations = routes.filter(({ method, path }) => method === "POST" && path.startsWith("/api/"));

function send(token: string, key: string, { path, json, body }: Example) {
  const headers = { "Idempotency-Key": key, ...(body ? { "Content-Type": "image/png" } : {}) };
  return told(request(`/api/v1${path}`, { method: "POST", token, headers, ...(body ? { body } : { json }) }));
}

function withoutSecrets(body: string): string {
  const members = Object.entries(JSON.parse(body) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(members.map(([n, v]) => [n, SECRETS.includes(n) ? null : v])));
}

function exampleOf({ id }: Route) {
  const example = EXAMPLES[id];
  if (example) return example;
  throw new Error(`POST ${id} is new: give EXAMPLES a request, so that its Idempotency-Key is tried here`);
}

it("every POST under /api is declared so that it can be asked again", () => {
  const plain = creations.filter(({ steps }) => !steps).map(({ id }) => id);
  expect(plain, "declare them by creation(), and put claimKey() into the verb's batch").toEqual([]);
  expect(Object.keys(EXAMPLES).sort()).toEqual(creations.map(({ id }) => id).sort());
});

it.each(creations.map((route) => [route.id, route] as const))("%s does one thing a key", async (_, route) => {
  const token = await aPaper();
  const example = await exampleOf(route)(token);
  const before = await deedsDone();
  const crowd = await Promise.all(Array.from({ length: 6 }, () => send(token, "k1", example)));
  const again = await send(token, "k1", example);
  const [first] = crowd.filter(({ isReplay }) => !isReplay);
  expect(crowd.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
  expect(first).toMatchObject({ status: route.status ?? 200 });
  const replayed = { ...first, body: withoutSecrets(first?.body ?? "{}"), isReplay: true };
  for (const other of [...crowd.filter(({ isReplay }) => isReplay), again]) expect(other).toEqual(replayed);
  expect([await deedsDone(), await keysKept()]).toEqual([before + 1, 1]);
});
