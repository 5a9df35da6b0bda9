import { setTimeout as delay } from "node:timers/promises";
import { jsonOf } from "./client.ts";
import { readStored } from "./kill-audit.ts";
import { must, revise, type Story, story } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import type { Site } from "./site.ts";

const ROUNDS = { full: 20, quick: 1 };
/** From the commit to the last word to the cache it takes some milliseconds: with so many writers one is always in them. */
const WRITERS = 8;
const BUSY_MS = 400;
const JITTER_MS = 100;
/** What a dead Worker had taken is due again after ten seconds. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 1_000;

/** Killed between commit and dispatch: after the restart every event reaches its consumers, and nothing comes of it twice. */
export const outbox: Part = {
  name: "outbox",
  minutes: 14,
  run: async (stage) => {
    const rounds = stage.isQuick ? ROUNDS.quick : ROUNDS.full;
    const stories = await Promise.all(
      Array.from({ length: WRITERS }, (_, n) => story(stage.site, `Outbox ${n}`)),
    );
    let round = 1;
    let left = 0;
    for (; round <= rounds && Date.now() < stage.until; round++) left += await killOnce(stage, stories);
    stage.report.figure(`${left} events were left by the kills, and told after the restarts`);
    stage.report.expect(left > 0, "no kill fell between commit and dispatch");
    stage.report.covered(round - 1, rounds, "rounds");
  },
};

async function killOnce({ site, report }: Stage, stories: Story[]): Promise<number> {
  let isKilled = false;
  const edits = stories.map(async (edited) => {
    while (!isKilled) {
      const answer = await revise(site, edited, { headline: `Edited ${Date.now()}` }).catch(() => undefined);
      if (answer?.status === 200) edited.revision = Number(jsonOf(answer).revision);
    }
  });
  await delay(BUSY_MS + Math.random() * JITTER_MS);
  isKilled = true;
  await site.kill();
  await Promise.all(edits);
  const { undispatched } = await readStored(site);
  await site.start();
  report.expect(await untilTold(site), "an event reached nobody");
  for (const edited of stories) await lookAt({ site, report }, edited);
  return undispatched;
}

/** Cron comes until nothing waits any more; false where something waits for longer than a dead Worker's lease. */
export async function untilTold(site: Site): Promise<boolean> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(LOOK_EVERY_MS)) {
    if ((await waiting(site)) === 0) return true;
    await must(200, site.ask("/cdn-cgi/handler/scheduled"));
  }
  return false;
}

/** Until the cache was told of everything for the second time: from then on nothing is purged that is not changed. */
export async function untilQuiet(site: Site): Promise<void> {
  while ((await edgeOf(site)).queue.repeats > 0) await delay(LOOK_EVERY_MS);
}

async function waiting(site: Site): Promise<number> {
  const { queue, lifeboat } = await edgeOf(site);
  return queue.waiting + lifeboat.waiting;
}

interface Edge {
  queue: { waiting: number; repeats: number };
  lifeboat: { waiting: number };
}

async function edgeOf(site: Site): Promise<Edge> {
  return jsonOf(await must(200, site.api("/edge"))) as unknown as Edge;
}

/** The page is what the API says; each revision has made one event. */
async function lookAt({ site, report }: Pick<Stage, "site" | "report">, edited: Story): Promise<void> {
  const article = jsonOf(await must(200, site.api(`/articles/${edited.id}`))) as unknown as {
    headline: string;
    revision: number;
  };
  edited.revision = article.revision;
  const page = await site.ask(edited.path);
  report.expect(page.bytes.includes(article.headline), "a page is stale after the restart");
  const [row] = await site.query(
    `SELECT count(*) AS n FROM events WHERE subject = '${edited.id}' AND type LIKE 'article.%'`,
  );
  report.expect(
    Number(row?.n) === article.revision,
    "an edit made more or less than one event",
    () => `${row?.n} of ${article.revision}`,
  );
}
