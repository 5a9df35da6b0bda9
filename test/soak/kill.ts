import { setTimeout as delay } from "node:timers/promises";
import { auditAnswers, auditComments, auditRevisions, readStored } from "./kill-audit.ts";
import { type Acknowledged, Load, nothingYet } from "./kill-load.ts";
import { must, story } from "./newsroom.ts";
import { untilTold } from "./outbox.ts";
import type { Part, Stage } from "./part.ts";

const ROUNDS = { full: 5, quick: 1 };
const LOAD_MS = { full: 6_000, quick: 1_500 };
/** Killed at another moment each time, so that it hits another step of the work. */
const JITTER_MS = 700;
const CROWD = { writers: 4, commenters: 2 };

/** Whatever the site acknowledged survives `kill -9` of its whole tree, and nothing is left half done. */
export const kill: Part = {
  name: "kill",
  run: async (stage) => {
    const { isQuick, report, until } = stage;
    const rounds = isQuick ? ROUNDS.quick : ROUNDS.full;
    const said = nothingYet();
    let round = 1;
    for (; round <= rounds && Date.now() < until; round++) await runRound(stage, round, said);
    report.covered(round - 1, rounds, "rounds");
  },
};

async function runRound(stage: Stage, round: number, said: Acknowledged): Promise<void> {
  const { site, report } = stage;
  const before = { revisions: said.revisions.size, comments: said.comments.size };
  const load = new Load(site, said);
  const killed = await killUnder(stage, load, round);
  const revisions = said.revisions.size - before.revisions;
  const comments = said.comments.size - before.comments;
  for (const oddity of load.oddities) report.expect(false, "an error before the kill", () => oddity);
  report.expect(revisions > 0 && comments > 0, "nothing was acknowledged before the kill");
  // Read from the dead site's file; a quick run has no time for it.
  const crash = stage.isQuick ? undefined : await readStored(site);
  await site.start();
  const way = await makeUp(stage, round);
  await untilTold(stage.site);
  const stored = await readStored(site);
  report.figure(
    `round ${round}: ${revisions} revisions and ${comments} comments acknowledged (${load.statuses}), ` +
      `${killed} processes killed, ${load.unanswered} requests unanswered`,
  );
  report.figure(
    `  stored ${stored.revisions.length} revisions of ${stored.articles.length} articles, ` +
      `${stored.comments.length} comments; undispatched ${crash?.undispatched ?? "?"} → ${stored.undispatched} by ${way}`,
  );
  report.expect(
    stored.undispatched === 0,
    "events are left undispatched",
    () => `${stored.undispatched} by ${way}`,
  );
  auditRevisions(report, said, stored);
  auditComments(report, said, stored);
  await auditAnswers(stage, said);
}

/** Lets the crowd work for some seconds and kills the site under it. Gives the number of processes killed. */
async function killUnder({ site, isQuick }: Stage, load: Load, round: number): Promise<number> {
  const working = load.run(round, CROWD);
  await delay((isQuick ? LOAD_MS.quick : LOAD_MS.full) + Math.random() * JITTER_MS);
  load.isKilled = true;
  const killed = await site.kill();
  await working;
  return killed;
}

/** What the kill left undispatched is made up for by cron, or by the next write: each in its turn. */
async function makeUp({ site }: Stage, round: number): Promise<string> {
  if (round % 2 === 0) {
    await story(site, `A further write after round ${round}`);
    return "a further write";
  }
  await must(200, site.ask("/cdn-cgi/handler/scheduled"));
  return "cron";
}
