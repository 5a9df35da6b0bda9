import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { seal, Unopenable, unseal } from "../../src/http/sealed.ts";

const old = { ...env, DATELINE_KEY: "the key of last year" };
const rotated = { ...env, DATELINE_KEY: "the key of this year", DATELINE_KEY_BEFORE: "the key of last year" };
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

it("opens what it sealed, and says it differently each time", async () => {
  const [one, other] = await Promise.all([seal(env, SECRET), seal(env, SECRET)]);
  expect(one).not.toBe(other);
  expect(one).not.toContain(SECRET);
  expect([await unseal(env, one), await unseal(env, other)]).toEqual([SECRET, SECRET]);
  expect(await unseal(env, await seal(env, ""))).toBe("");
});

it("tells by the key's id in front which key sealed it, and opens both after a rotation", async () => {
  const before = await seal(old, SECRET);
  const now = await seal(rotated, SECRET);
  const idOf = (sealed: string) => sealed.split(".")[0];
  expect(idOf(before)).not.toBe(idOf(now));
  expect(idOf(await seal(old, "another"))).toBe(idOf(before));
  expect(await unseal(rotated, before)).toBe(SECRET);
  expect(await unseal(rotated, now)).toBe(SECRET);
  await expect(unseal(old, now)).rejects.toThrow(Unopenable);
});

it("opens nothing that was changed, cut or never sealed", async () => {
  const sealed = await seal(env, SECRET);
  const [id, text = ""] = sealed.split(".");
  const flipped = `${text[0] === "A" ? "B" : "A"}${text.slice(1)}`;
  const other = (await seal(old, SECRET)).split(".")[0];
  const broken = [
    "",
    ".",
    SECRET,
    `${id}.`,
    `${id}.${flipped}`,
    `${id}.${text.slice(0, -4)}`,
    `${other}.${text}`,
  ];
  for (const each of broken) await expect(unseal(rotated, each)).rejects.toThrow(Unopenable);
  for (const each of broken) await expect(unseal(env, each)).rejects.toThrow(Unopenable);
});
