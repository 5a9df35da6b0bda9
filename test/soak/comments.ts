import { setTimeout as delay } from "node:timers/promises";
import { audit, repeat } from "./comments-audit.ts";
import { CommentsLoad, DECISIONS_A_SECOND, type Heard, POSTS_A_SECOND } from "./comments-load.ts";
import { must, type Story, story } from "./newsroom.ts";
import { untilTold } from "./outbox.ts";
import type { Part, Stage } from "./part.ts";

const STORIES = 5;
const SECONDS = { full: 60, quick: 4 };

/** Comments by a crowd, read and decided meanwhile, and the site killed amid it: what was answered holds, once. */
export const comments: Part = {
  name: "comments",
  minutes: 5,
  run: async (stage) => {
    const { site, report, isQuick } = stage;
    const seconds = isQuick ? SECONDS.quick : SECONDS.full;
    const json = { comments: { queueLimit: 100_000 } };
    await must(200, site.api("/site", { method: "PATCH", json }));
    const stories: Story[] = [];
    for (let n = 0; n < STORIES; n++) stories.push(await story(site, `Discussed by a crowd, ${n}`));
    const heard: Heard = { taken: new Map(), unanswered: [], decided: new Map() };
    const before = new CommentsLoad(site, { stories, heard, name: "the first half" });
    await killUnder(stage, before, seconds / 2);
    await site.start();
    const behind = new CommentsLoad(site, { stories, heard, name: "the second half" });
    await behind.run(seconds / 2);
    for (const load of [before, behind]) tell(stage, load, seconds / 2);
    const repeated = await repeat(stage, heard);
    await must(200, site.ask("/cdn-cgi/handler/scheduled"));
    await untilTold(site);
    const stored = await audit(stage, heard);
    report.figure(
      `${heard.taken.size} comments and ${heard.decided.size} decisions acknowledged; ${stored} comments stored; ` +
        `${repeated} sent again that the kill left unanswered`,
    );
    report.expect(heard.taken.size > 0 && heard.decided.size > 0, "nothing was acknowledged");
  },
};

async function killUnder({ site }: Stage, load: CommentsLoad, seconds: number): Promise<void> {
  // More than there is time for: the kill comes amid the work.
  const working = load.run(2 * seconds);
  await delay(seconds * 1_000);
  load.isKilled = true;
  await site.kill();
  await working;
}

function tell({ report }: Stage, load: CommentsLoad, seconds: number): void {
  const took = load.tookMs.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(took[Math.floor(took.length * part)] ?? 0);
  const rate = (tally: { total: number }) => (tally.total / seconds).toFixed(1);
  report.figure(
    `${rate(load.posts)} posts/s of ${POSTS_A_SECOND} (${load.posts}), median ${at(0.5)} ms, p95 ${at(0.95)} ms; ` +
      `${rate(load.decisions)} decisions/s of ${DECISIONS_A_SECOND} (${load.decisions}); ${rate(load.reads)} reads/s (${load.reads}); ` +
      `${load.lost} calls lost by the kill`,
  );
  for (const oddity of load.oddities) report.expect(false, "something else went wrong", () => oddity);
}
