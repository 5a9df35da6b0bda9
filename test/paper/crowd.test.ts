import { expect, it } from "vitest";
import { KEY_HEADERS } from "../../src/http/canonical.ts";
import { aPaper, aStory } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

const times = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** A request with a header that Cloudflare adds to its cache key, with a value of its own. */
const keyed = (path: string, name: string, n: number) =>
  request(path, { headers: { [name]: `evil-${n}.example` } });

async function expectOnePage(answers: Response[]): Promise<string> {
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const [text = "", ...others] = new Set(await Promise.all(answers.map((answer) => answer.text())));
  expect(others).toEqual([]);
  return text;
}

it("renders once for 1,000 different utm_source", async () => {
  const { path } = await aStory(await aPaper());
  const canonical = await (await request(path)).text();
  const { trips } = await measured(async () => {
    for (let batch = 0; batch < 20; batch++)
      await Promise.all(
        Array.from({ length: 50 }, async (_, n) => {
          const response = await request(`${path}?utm_source=s${batch * 50 + n}`);
          expect(response.headers.get("Cache-Control")).toBe("no-store");
          expect(await response.text()).toBe(canonical);
        }),
      );
  });
  expect(trips).toBe(0);
});

it("does not render again for headers that the platform adds to its key", async () => {
  const { path } = await aStory(await aPaper());
  const canonical = await (await request(path)).text();
  for (const name of KEY_HEADERS) {
    const { trips, result } = await measured(() => Promise.all(times(10, (n) => keyed(path, name, n))));
    expect([name, trips, await expectOnePage(result)]).toEqual([name, 0, canonical]);
    expect(result.map(({ headers }) => headers.get("Cache-Control"))).toEqual(times(10, () => "no-store"));
  }
});
