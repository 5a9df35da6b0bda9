import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { archiveOf, SEARCHED, storyPaths } from "../../bench/archive.ts";
import { request } from "../support/request.ts";

it("the benchmark's archive is one that readers can read", async () => {
  const size = 120;
  for (const batch of archiveOf(size, "<p>It’s the reporter's own body.</p>"))
    await env.DB.batch(batch.map((sql) => env.DB.prepare(sql)));
  const paths = storyPaths(size);
  expect(paths).toHaveLength(size - Math.floor(size / 8));
  for (const path of [paths[0] ?? "", paths.at(-1) ?? ""]) {
    const page = await request(path);
    expect([path, page.status]).toEqual([path, 200]);
    expect(await page.text()).toContain("the reporter's own body");
  }
  for (const word of SEARCHED) expect(await (await request(`/search?q=${word}`)).text()).toContain("Number ");
});
