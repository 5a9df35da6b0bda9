import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../../scripts/server.ts";
import { disorder, scheduleStories, waitFor } from "../soak/due.ts";
import { furnish } from "../soak/newsroom.ts";
import { Site } from "../soak/site.ts";

/** Milliseconds behind the first one; two are due at once. */
const MOMENTS = [1_400, 0, 700, 700, 350, 2_500];
const LEAD_MS = 5_000;
const VISIBLE_MS = 1_000;

let site: Site;

beforeAll(async () => {
  site = new Site(await freePort());
  await site.start();
  await furnish(site);
});
afterAll(async () => {
  await site?.stop();
});

it("publishes scheduled stories at their moments, in order, once", async () => {
  const begin = Date.now() + LEAD_MS;
  const stories = await scheduleStories(
    site,
    "Due",
    MOMENTS.map((after) => begin + after),
  );
  const waits = await Promise.all(stories.map((story) => waitFor(site, story)));
  for (const { story, before, late } of waits)
    expect([story.headline, before, late < VISIBLE_MS || late]).toEqual([story.headline, 404, true]);
  expect(await disorder(site, stories)).toEqual([]);
});
