import { setTimeout as delay } from "node:timers/promises";
import { jsonOf } from "./client.ts";
import { must, revise, type Story, story } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { together, upTo } from "./together.ts";

/** What the platform lets an account purge in a minute. */
const PLATFORM = { PURGES_A_MINUTE: "5" };
const STORIES = { full: 50, quick: 5 };
const EDITS = { full: 1_000, quick: 40 };
const MINUTE_MS = 60_000;
const QUICK_MS = 5_000;
const WIDTH = 8;
const LOOK_EVERY_MS = 250;

interface Edited extends Story {
  headline: string;
}

/** A thousand publications within a minute: the budget holds, a withdrawal goes out at once, all is fresh in a minute. */
export const storm: Part = {
  name: "storm",
  minutes: 6,
  run: async (stage) => {
    const { site, report, isQuick } = stage;
    const size = isQuick ? "quick" : "full";
    const stories: Edited[] = [];
    await together(upTo(STORIES[size]), { width: WIDTH, until: stage.until }, async (n) => {
      stories.push({ ...(await story(site, `Storm ${n}`)), headline: `Storm ${n}` });
    });
    await site.restart(PLATFORM);
    for (const { path } of stories) await must(200, site.ask(path));
    const [victim, ...others] = stories;
    if (!victim) throw new Error("There is no story to withdraw");
    const watch = watchBudget(stage);
    const began = Date.now();
    const pace = (isQuick ? QUICK_MS : MINUTE_MS) / EDITS[size];
    const lanes = upTo(WIDTH).map((lane) =>
      editLane(
        stage,
        others.filter((_, n) => n % WIDTH === lane),
        { began, pace: pace * WIDTH, edits: EDITS[size] / WIDTH },
      ),
    );
    const withdrawn = delay((pace * EDITS[size]) / 2).then(() => withdraw(stage, victim));
    await Promise.all([...lanes, withdrawn]);
    const ended = Date.now();
    report.figure(`${EDITS[size]} publications in ${((ended - began) / 1_000).toFixed(1)} s`);
    await lookAtAll(stage, others, ended);
    const { least, most } = watch.end();
    report.figure(`purge budget: ${least} calls left at the least, ${most} changes waiting at the most`);
    report.expect(least >= 0, "the budget was run over", () => `${least}`);
    await site.restart();
  },
};

interface Lane {
  began: number;
  /** Milliseconds between two edits. */
  pace: number;
  edits: number;
}

async function editLane({ site }: Stage, stories: Edited[], { began, pace, edits }: Lane): Promise<void> {
  for (let n = 0; n < edits; n++) {
    const edited = stories[n % stories.length];
    if (!edited) return;
    const wait = began + n * pace - Date.now();
    if (wait > 0) await delay(wait);
    const headline = `${edited.path} at ${n}`;
    const answer = await must(200, revise(site, edited, { headline }));
    Object.assign(edited, { headline, revision: jsonOf(answer).revision });
  }
}

async function withdraw({ site, report }: Stage, { id, path, revision }: Story): Promise<void> {
  const json = { state: "withdrawn", reason: "Wrong." };
  const headers = { "If-Match": `"${revision}"` };
  const answer = await must(200, site.api(`/articles/${id}/publication`, { method: "PUT", json, headers }));
  const answered = Date.now();
  const { outcome } = jsonOf(answer).receipt as { outcome: string };
  const page = await site.ask(path);
  report.figure(
    `a withdrawal amid it: ${outcome}; its page ${page.status} ${Date.now() - answered} ms after the answer`,
  );
  report.expect(
    outcome === "done" && page.status === 410,
    "the withdrawal waited",
    () => `${outcome}, ${page.status}`,
  );
}

async function lookAtAll({ site, report }: Stage, stories: Edited[], ended: number): Promise<void> {
  let stale = stories;
  while (stale.length > 0 && Date.now() - ended < 2 * MINUTE_MS) {
    const seen = await Promise.all(stale.map(({ path }) => site.ask(path)));
    stale = stale.filter(({ headline }, n) => !seen[n]?.bytes.includes(headline));
    if (stale.length > 0) await delay(LOOK_EVERY_MS);
  }
  const waited = Date.now() - ended;
  report.figure(`every page fresh ${(waited / 1_000).toFixed(1)} s after the last publication`);
  report.expect(stale.length === 0 && waited <= MINUTE_MS, "a page was stale for more than a minute");
}

function watchBudget({ site }: Stage): { end: () => { least: number; most: number } } {
  let isWatching = true;
  const seen = { least: Number.POSITIVE_INFINITY, most: 0 };
  const watch = async () => {
    while (isWatching) {
      const edge = jsonOf(await site.api("/edge")) as {
        budget?: { left: number };
        queue?: { waiting: number };
      };
      seen.least = Math.min(seen.least, edge.budget?.left ?? seen.least);
      seen.most = Math.max(seen.most, edge.queue?.waiting ?? 0);
      await delay(LOOK_EVERY_MS);
    }
  };
  void watch().catch(() => undefined);
  return {
    end: () => {
      isWatching = false;
      return seen;
    },
  };
}
