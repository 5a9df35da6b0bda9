import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { standard } from "../../../src/wire/inbound/standard.ts";

interface Vectors {
  default_secret: string;
  default_payload: string;
  bad_secrets: string[];
  cases: Case[];
}
interface Case {
  name: string;
  secret?: string;
  payload?: string;
  headers: Record<string, string>;
  /** Seconds. */
  now: number;
  valid: boolean;
}

const vectors = JSON.parse(env.WEBHOOK_VECTORS || '{"cases":[],"bad_secrets":[]}') as Vectors;

async function isSigned({ secret = vectors.default_secret, payload = vectors.default_payload, ...of }: Case) {
  const delivery = {
    headers: new Headers(of.headers),
    bytes: Uint8Array.from(new TextEncoder().encode(payload)),
    now: of.now * 1_000,
  };
  return await standard.isSigned(delivery, [secret]);
}

describe.runIf(vectors.cases.length > 0)("the vectors of Standard Webhooks", () => {
  it.each(vectors.cases.map((each) => [each.name, each] as const))("%s", async (_, each) => {
    expect(await isSigned(each)).toBe(each.valid);
  });

  it("nothing is signed by an empty secret, and either of two secrets is enough", async () => {
    const [known] = vectors.cases;
    if (!known) throw new Error("There are no vectors");
    for (const secret of vectors.bad_secrets) expect(await isSigned({ ...known, secret })).toBe(false);
    const delivery = {
      headers: new Headers(known.headers),
      bytes: Uint8Array.from(new TextEncoder().encode(vectors.default_payload)),
      now: known.now * 1_000,
    };
    const other = `whsec_${btoa("0".repeat(24))}`;
    expect(await standard.isSigned(delivery, [other, vectors.default_secret])).toBe(true);
    expect(await standard.isSigned(delivery, [other])).toBe(false);
    expect(await standard.isSigned(delivery, [])).toBe(false);
  });
});
