import { env } from "cloudflare:workers";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hopsOf } from "../../src/http/hops.ts";
import { signed } from "../../src/wire/out/signed.ts";

interface Vectors {
  default_secret: string;
  default_payload: string;
  known_answer: { secret: string; id: string; timestamp: number; payload: string; signature: string };
  cases: {
    name: string;
    secret?: string;
    payload?: string;
    headers: Record<string, string>;
    now: number;
    valid: boolean;
  }[];
}

const vectors = JSON.parse(env.WEBHOOK_VECTORS || '{"cases":[]}') as Vectors;

afterEach(() => {
  vi.useRealTimers();
});

describe.runIf(vectors.cases.length > 0)("what is signed is what the vectors have", () => {
  it("the known answer", () => {
    const { secret, id, timestamp, payload, signature } = vectors.known_answer;
    expect(signed([secret], { id, now: timestamp * 1_000 + 999, body: payload })).toEqual({
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signature,
    });
  });

  it.each(vectors.cases.map((each) => [each.name, each] as const))("%s", (_, each) => {
    const secret = each.secret ?? vectors.default_secret;
    const body = each.payload ?? vectors.default_payload;
    const theirs = new Headers(each.headers);
    const { id, timestamp } = vectors.known_answer;
    const ours = signed([secret], { id, now: timestamp * 1_000, body })["webhook-signature"] ?? "";
    const said = (theirs.get("webhook-signature") ?? "").split(" ");
    const isAsSent = theirs.get("webhook-id") === id && theirs.get("webhook-timestamp") === String(timestamp);
    const isInTime = Math.abs(each.now - timestamp) <= 300;
    expect(said.includes(ours) && isAsSent && isInTime).toBe(each.valid);
    if (body === "") return;
    vi.useFakeTimers({ toFake: ["Date"], now: each.now * 1_000 });
    const headers = signed([vectors.default_secret, secret], { id, now: each.now * 1_000, body });
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  it("has 23 of them", () => expect(vectors.cases).toHaveLength(23));
});

describe("what goes round in circles", () => {
  const says = (hops: string) => new Headers({ "dateline-hops": hops });
  it.each([
    ["0", 0],
    ["2", 2],
    [" 3 ", 3],
    ["999", 999],
    ["-1", 0],
    ["1.5", 0],
    ["many", 0],
    ["99999999999999", 0],
    ["", 0],
  ])("%j are %i hops", (said, hops) => {
    expect(hopsOf(says(said))).toBe(hops);
  });
  it("nothing said is none", () => {
    expect(hopsOf(new Headers())).toBe(0);
  });
});
