import { expect, it } from "vitest";
import { type Entry, makeEntry } from "../../src/edge/local/entry.ts";
import { variantKey } from "../../src/edge/local/key.ts";
import { Shelf } from "../../src/edge/local/shelf.ts";

const BODY_BYTES = 10_000;
/** Room for three entries with what they cost beside their bodies, not for four. */
const LIMIT_BYTES = 3.9 * BODY_BYTES;

function entry(key: string, { began = 1, bytes = BODY_BYTES, vary = "", value = "", tags = "" } = {}): Entry {
  const names = vary === "" ? [] : [vary];
  return makeEntry({
    key: variantKey(key, names, new Headers(vary === "" ? {} : { [vary]: value })),
    baseKey: key,
    status: 200,
    headers: new Headers({ ...(vary === "" ? {} : { vary }), "Cache-Tag": tags }),
    body: new Uint8Array(bytes),
    began,
    lifetime: { freshMs: 1000, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 },
  });
}

const keys = (shelf: Shelf) => shelf.entries().map(({ key }) => key);

it("the least recently used entry makes room", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (const key of ["/a", "/b", "/c"]) shelf.put(entry(key));
  shelf.get("/a");
  shelf.put(entry("/d"));
  expect(keys(shelf)).toEqual(["/c", "/a", "/d"]);
});

it("one large entry pushes out several", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (const key of ["/a", "/b", "/c"]) shelf.put(entry(key));
  shelf.put(entry("/d", { bytes: 2 * BODY_BYTES }));
  expect(keys(shelf)).toEqual(["/c", "/d"]);
});

it("replacing an entry gives back its bytes", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (let began = 1; began < 10; began += 1) shelf.put(entry("/a", { began }));
  for (const key of ["/b", "/c"]) shelf.put(entry(key));
  expect(keys(shelf)).toEqual(["/a", "/b", "/c"]);
});

it("removing an entry gives back its bytes", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  const removed = entry("/a");
  shelf.put(removed);
  shelf.remove(removed);
  shelf.remove(removed);
  for (const key of ["/b", "/c", "/d", "/e"]) shelf.put(entry(key));
  expect(keys(shelf)).toEqual(["/c", "/d", "/e"]);
});

it("many bodiless entries count as well", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (let n = 0; n < 1000; n += 1) shelf.put(entry(`/${n}`, { bytes: 0 }));
  expect(shelf.entries().length).toBeLessThan(40);
});

it("a thousand long tags count as well", () => {
  const tags = Array.from({ length: 1000 }, (_, n) => `${n}`.padEnd(1024, "x")).join(",");
  const [plain, tagged] = [entry("/a"), entry("/b", { tags })];
  // Once in the header, once in the set that purges look at.
  expect(tagged.bytes - plain.bytes).toBeGreaterThan(2 * 1024 * 1000);
});

it("an entry larger than all room leaves the others alone", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (const key of ["/a", "/b"]) shelf.put(entry(key));
  shelf.put(entry("/b", { began: 2, bytes: 4 * BODY_BYTES }));
  expect(keys(shelf)).toEqual(["/a"]);
});

it("what it counts is what lies in it", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  for (let n = 0; n < 200; n += 1) {
    shelf.put(entry(`/${n % 7}`, { began: n, bytes: (n * 7919) % (2 * BODY_BYTES) }));
    if (n % 5 === 0) shelf.remove(shelf.entries()[0] ?? entry("/none"));
    expect(shelf.bytes).toBe(shelf.entries().reduce((sum, { bytes }) => sum + bytes, 0));
    expect(shelf.bytes).toBeLessThanOrEqual(LIMIT_BYTES);
  }
});

it("an older render does not replace a newer one", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  const newer = entry("/a", { began: 2 });
  shelf.put(newer);
  shelf.put(entry("/a", { began: 1 }));
  expect(shelf.get("/a")).toBe(newer);
});

it("the last variant takes its signpost along", () => {
  const shelf = new Shelf(LIMIT_BYTES);
  const variants = ["de", "en"].map((value) => entry("/a", { vary: "accept-language", value }));
  for (const variant of variants) shelf.put(variant);
  expect(shelf.variesBy("/a")).toEqual(["accept-language"]);
  for (const variant of variants) shelf.remove(variant);
  expect(shelf.variesBy("/a")).toBeUndefined();
});
