import { env } from "cloudflare:workers";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPaper } from "../../support/factories.ts";
import { published, Sender } from "../../support/sender.ts";

/** A signature over the bytes as they are: the library would take them for UTF-8. */
function signed(secret: string, id: string, bytes: Uint8Array<ArrayBuffer>): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(bytes).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${mac}` };
}

const files = JSON.parse(env.HOSTILE_JSON) as [string, string][];

describe.runIf(files.length > 0)("odd JSON, rightly signed", () => {
  it("is kept as failed, byte by byte, and never our fault", async () => {
    const token = await aPaper();
    const sources = await Promise.all([1, 2, 3].map((n) => Sender.of(token, { slug: `wire-${n}` })));
    for (const [n, [name, base64]] of files.entries()) {
      const sender = sources[n % sources.length] as Sender;
      const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
      const { status, code } = await sender.deliver(bytes, {
        headers: signed(sender.secret, `msg_${n}`, bytes),
      });
      expect([name, status, code]).toEqual([name, 422, "invalid"]);
    }
    const failed = await env.DB.prepare("SELECT count(*) AS n FROM inbox WHERE outcome = 'failed'").first(
      "n",
    );
    expect(failed).toBe(files.length);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM articles").first("n")).toBe(0);
  });
});

it.each([
  ["__proto__", published({}).replace('"headline"', '"__proto__":{"x":1},"headline"')],
  ["constructor as an id", published({ externalId: "constructor" })],
  ["a version of forty digits", published({ version: "9".repeat(40) })],
  ["a version beyond exact numbers", published({}).replace('"headline"', '"version":1e300,"headline"')],
  ["a name that is SQL", published({ authors: ["'; DROP TABLE articles; --"], topics: ["' OR 1=1"] })],
  ["a section that is a path", published({ section: "../../etc" })],
  ["an id with controls", published({ externalId: "a\u0000b" })],
  ["a hundred thousand brackets", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["one member twice", published({}).replace('"headline"', '"headline":"One","headline"')],
])("is answered, whatever it says: %s", async (_, body) => {
  const sender = await Sender.of(await aPaper());
  expect([200, 201, 422]).toContain((await sender.deliver(body)).status);
  expect((await sender.inbox()).length).toBe(1);
});
