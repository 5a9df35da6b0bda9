import { env } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { ghost } from "../../../src/wire/inbound/ghost.ts";
import type { Kind } from "../../../src/wire/inbound/kind.ts";
import { superdesk } from "../../../src/wire/inbound/superdesk.ts";
import { wordpress } from "../../../src/wire/inbound/wordpress.ts";
import { aDelivery } from "../../support/deliveries.ts";
import { fileNamed, filesOf, jsonOf } from "../../support/fixture-files.ts";

const ninjs = filesOf(env.NINJS_FILES);
const ghostFiles = filesOf(env.GHOST_FILES);

interface SuperdeskVector {
  file?: string;
  body?: string;
  secret: string;
  header_sent: string;
  expected_status?: number;
}

interface GhostVector {
  body_file: string;
  secret: string;
  timestamp_ms: number;
  header: string;
  legacy_header_body_only: string;
}

/** Head and body of a captured request. */
function captured(name: string) {
  const raw = Buffer.from(fileNamed(ninjs, `wire-captures/${name}`).bytes);
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw.subarray(0, end).toString("latin1").split("\r\n").slice(1);
  const headers = Object.fromEntries(lines.map((line: string) => line.split(": ", 2) as [string, string]));
  return { headers, bytes: Uint8Array.from(raw.subarray(end + 4)) };
}

async function sign(hash: "SHA-1" | "SHA-256", secret: string, body: string): Promise<string> {
  const raw = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["sign"]);
  return Buffer.from(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(body))).toString("hex");
}

describe.runIf(ninjs.length > 0)("Superdesk's signature", () => {
  it("is as in its own tests", async () => {
    const vectors = jsonOf(fileNamed(ninjs, "signature-vectors.json")) as SuperdeskVector[];
    expect(vectors).toHaveLength(3);
    for (const { file, body = "", secret, header_sent, expected_status = 201 } of vectors) {
      const bytes = file ? fileNamed(ninjs, file).bytes : body;
      const delivery = aDelivery(bytes, { "x-superdesk-signature": header_sent });
      expect([file, await superdesk.isSigned(delivery, [secret])]).toEqual([file, expected_status === 201]);
    }
  });

  it("covers the whole body of the requests that were captured, the uploaded form included", async () => {
    for (const name of ["item-push.http", "asset-upload.http"]) {
      const { headers, bytes } = captured(name);
      expect([name, await superdesk.isSigned(aDelivery(bytes, headers), ["secret_token"])]).toEqual([
        name,
        true,
      ]);
      const changed = Uint8Array.from(bytes, (byte, n) => (n === bytes.length - 1 ? byte ^ 1 : byte));
      expect([name, await superdesk.isSigned(aDelivery(changed, headers), ["secret_token"])]).toEqual([
        name,
        false,
      ]);
    }
  });
});

describe.runIf(ghostFiles.length > 0)("Ghost's signature", () => {
  it("is as its versions make it, with and without the time in it", async () => {
    const vectors = jsonOf(fileNamed(ghostFiles, "signature-vectors.json")) as GhostVector[];
    let checked = 0;
    for (const { body_file, secret, timestamp_ms, header, legacy_header_body_only } of vectors) {
      const file = ghostFiles.find(({ name }) => name === body_file);
      if (!file) continue;
      const body = JSON.stringify(jsonOf(file));
      for (const signature of [header, legacy_header_body_only]) {
        const headers = { "x-ghost-signature": signature };
        expect(await ghost.isSigned(aDelivery(body, headers, timestamp_ms), [secret])).toBe(true);
        expect(await ghost.isSigned(aDelivery(`${body} `, headers, timestamp_ms), [secret])).toBe(false);
        checked++;
      }
    }
    expect(checked).toBe(8);
  });
});

describe("a signature", () => {
  const body = '{"post":{}}';
  const at = 1_771_459_200_123;
  const makers: { name: string; kind: Kind; make: (secret: string) => Promise<Record<string, string>> }[] = [
    {
      name: "superdesk",
      kind: superdesk,
      make: async (secret) => ({ "X-Superdesk-Signature": `sha1=${await sign("SHA-1", secret, body)}` }),
    },
    {
      name: "ghost",
      kind: ghost,
      make: async (secret) => ({
        "X-Ghost-Signature": `sha256=${await sign("SHA-256", secret, body + at)}, t=${at}`,
      }),
    },
    {
      name: "wordpress",
      kind: wordpress,
      make: async (secret) => ({ "X-Hub-Signature-256": `sha256=${await sign("SHA-256", secret, body)}` }),
    },
  ];

  it.each(makers)("of $name is good under any of the secrets, and under no other", async ({ kind, make }) => {
    const delivery = aDelivery(body, await make("old"), at);
    expect(await kind.isSigned(delivery, ["new", "old"])).toBe(true);
    expect(await kind.isSigned(delivery, ["new"])).toBe(false);
    expect(await kind.isSigned(delivery, [])).toBe(false);
    expect(await kind.isSigned(delivery, [""])).toBe(false);
    expect(kind.deliveryId(delivery)).toBeNull();
  });

  it.each(makers)("of $name that is missing, short, long or doubled is none", async ({ kind, make }) => {
    const [[name = "", value = ""] = []] = Object.entries(await make("secret"));
    const bad = ["", "sha1=", "sha256=", value.slice(0, -1), `${value}0`, `${value}, ${value}`, `x${value}`];
    for (const each of bad)
      expect([each, await kind.isSigned(aDelivery(body, { [name]: each }, at), ["secret"])]).toEqual([
        each,
        false,
      ]);
    expect(await kind.isSigned(aDelivery(body, {}, at), ["secret"])).toBe(false);
  });

  it("of Ghost is refused when it is five minutes old, or as much ahead", async () => {
    const headers = { "X-Ghost-Signature": `sha256=${await sign("SHA-256", "secret", body + at)}, t=${at}` };
    const isGood = (now: number) => ghost.isSigned(aDelivery(body, headers, now), ["secret"]);
    expect(await isGood(at + 300_000)).toBe(true);
    expect(await isGood(at - 300_000)).toBe(true);
    expect(await isGood(at + 300_001)).toBe(false);
    expect(await isGood(at - 300_001)).toBe(false);
  });

  it("of Ghost does not vouch for another time", async () => {
    const signature = await sign("SHA-256", "secret", body + at);
    const headers = { "X-Ghost-Signature": `sha256=${signature}, t=${at + 1_000}` };
    expect(await ghost.isSigned(aDelivery(body, headers, at), ["secret"])).toBe(false);
  });
});
