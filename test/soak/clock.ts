import {
  type Appointment,
  appearanceOf,
  disorder,
  scheduleStories,
  until,
  type Wait,
  waitFor,
} from "./due.ts";
import type { Part, Stage } from "./part.ts";
import { upTo } from "./together.ts";

const STORIES = { full: 20, quick: 6 };
const WITHIN_MS = { full: 10_000, quick: 2_000 };
/** Before the first one: scheduling takes its time. */
const LEAD_MS = { full: 12_000, quick: 4_000 };
const VISIBLE_MS = 1_000;
const ROUNDS = { full: 3, quick: 0 };
const KILLED_STORIES = 3;
const KILL_LEAD_MS = 3_000;
const PASSED_MS = 1_500;
const BACK_MS = 10_000;

/** What is scheduled comes out at its moment, in order, once; also where the site is killed in between. */
export const clock: Part = {
  name: "clock",
  run: async (stage) => {
    await toTheSecond(stage);
    const rounds = stage.isQuick ? ROUNDS.quick : ROUNDS.full;
    let round = 1;
    for (; round <= rounds && Date.now() < stage.until; round++) await killed(stage, round);
    stage.report.covered(round - 1, rounds, "rounds with a kill");
  },
};

async function toTheSecond({ site, report, isQuick }: Stage): Promise<void> {
  const size = isQuick ? "quick" : "full";
  const begin = Date.now() + LEAD_MS[size];
  // The last two are due in the same millisecond.
  const count = STORIES[size];
  const moments = upTo(count).map(
    (n) => begin + Math.floor((Math.min(n, count - 2) * WITHIN_MS[size]) / count),
  );
  const stories = await scheduleStories(site, "Due", shuffled(moments));
  report.expect(Date.now() < begin - VISIBLE_MS, "scheduling took too long");
  const waits = await Promise.all(stories.map((story) => waitFor(site, story)));
  const late = waits.map((wait) => wait.late).sort((a, b) => a - b);
  report.figure(
    `${stories.length} stories due within ${WITHIN_MS[size] / 1_000} s: on their pages ` +
      `${late[0]} (min), ${late[late.length >> 1]} (median), ${late.at(-1)} (max) ms after their moments`,
  );
  for (const wait of waits) judge(report, wait);
  for (const complaint of await disorder(site, stories)) report.expect(false, complaint);
}

function judge(report: Stage["report"], { story, before, late }: Wait): void {
  report.expect(before === 404, "a story was there a second before its moment", () => `${before}`);
  report.expect(late <= VISIBLE_MS, "a story was late", () => `${story.headline}: ${late} ms`);
}

/** Killed as soon as they are scheduled, or, every second time, just when they come out. */
async function killed({ site, report }: Stage, round: number): Promise<void> {
  const due = Date.now() + KILL_LEAD_MS;
  const moments = upTo(KILLED_STORIES).map((n) => due + n * 5);
  const stories = await scheduleStories(site, `Killed ${round}`, moments);
  const isAmid = round % 2 === 0;
  if (isAmid) await until(due + Math.random() * 60);
  const at = Date.now() - due;
  report.expect(isAmid || at < 0, "they were due before the kill");
  await site.kill();
  await until(due + PASSED_MS);
  await site.start();
  const back = Date.now();
  const late = await Promise.all(stories.map((story: Appointment) => appearanceOf(site, story, back)));
  report.figure(
    `round ${round}: killed ${at} ms after their moment; there ${late.join(", ")} ms after the start`,
  );
  report.expect(Math.max(...late) <= BACK_MS, "a story was not published on restart", () => late.join(", "));
  for (const complaint of await disorder(site, stories)) report.expect(false, complaint);
}

function shuffled<T>(items: readonly T[]): T[] {
  return items.toSorted(() => Math.random() - 0.5);
}
