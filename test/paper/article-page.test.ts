import { expect, it } from "vitest";
import { aBrief, aPaper, aStory } from "../support/factories.ts";
import { measured } from "../support/plans.ts";
import { request } from "../support/request.ts";

it("costs one round trip and at most 40 rows", async () => {
  const token = await aPaper();
  for (let n = 1; n <= 8; n++) await aBrief(token, `Brief ${n}`);
  const { path } = await aStory(token, { topics: ["Harbour", "Trade"] });
  const { trips, rowsRead, result } = await measured(() => request(path));
  const html = await result.text();
  console.log(html, result.status, Object.fromEntries(result.headers));
  expect(trips).toBe(1);
  expect(rowsRead).toBeLessThanOrEqual(40);
  console.log(rowsRead);
});
