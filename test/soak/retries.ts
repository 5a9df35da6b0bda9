import { type Answer, jsonOf } from "./client.ts";
import { draft, listed, must, revise, story, storyOf } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { Tally, upTo } from "./together.ts";

const AT_ONCE = 50;
const ROUNDS = { full: 10, quick: 2 };

/** Of many equal requests at once one does it and all are told so; of many edits with one ETag one wins and none is lost. */
export const retries: Part = {
  name: "retries",
  run: async (stage) => {
    const rounds = stage.isQuick ? ROUNDS.quick : ROUNDS.full;
    let done = 0;
    for (; done < rounds && Date.now() < stage.until; done++) {
      await oneKey(stage, done);
      await oneCorrection(stage, done);
      await oneETag(stage, done);
    }
    stage.report.covered(done, rounds, "rounds");
  },
};

async function oneKey(stage: Stage, round: number): Promise<void> {
  const { site, report } = stage;
  const headline = `Retried in round ${round}`;
  const headers = { "Idempotency-Key": `soak-article-${round}` };
  await sameAnswer(stage, "articles", () => site.api("/articles", { json: { headline }, headers }));
  const made = (await listed(site, "/articles?status=draft")).filter((item) => item.headline === headline);
  report.expect(made.length === 1, "not exactly one article was made", () => `${made.length}`);
}

async function oneCorrection(stage: Stage, round: number): Promise<void> {
  const { site, report } = stage;
  const { id } = await story(site, `Corrected in round ${round}`);
  const headers = { "Idempotency-Key": `soak-correction-${round}` };
  const json = { text: "It was Tuesday." };
  await sameAnswer(stage, "corrections", () => site.api(`/articles/${id}/corrections`, { json, headers }));
  const { corrections } = jsonOf(await site.api(`/articles/${id}`));
  const count = Array.isArray(corrections) ? corrections.length : 0;
  report.expect(count === 1, "not exactly one correction was made", () => `${count}`);
}

/** Fifty at once, and one more behind them. */
async function sameAnswer({ report }: Stage, what: string, send: () => Promise<Answer>): Promise<void> {
  const answers = [...(await Promise.all(upTo(AT_ONCE).map(send))), await send()];
  const statuses = new Tally();
  for (const { status } of answers) statuses.add(status);
  const bodies = new Set(answers.map(({ bytes }) => bytes.toString()));
  const replays = answers.filter(({ headers }) => headers["idempotency-replayed"] === "true").length;
  report.figure(
    `${answers.length} ${what} under one key: ${statuses}; ${replays} replays, ${bodies.size} body`,
  );
  report.expect(statuses.of(201) === answers.length, "not all were 201", () => `${statuses}`);
  report.expect(bodies.size === 1, "answers differ", () => [...bodies].slice(0, 2).join("\n"));
  report.expect(replays === answers.length - 1, "not all but one are replays", () => `${replays}`);
}

async function oneETag({ site, report }: Stage, round: number): Promise<void> {
  const made = storyOf(await must(201, draft(site, `Edited in round ${round}`)));
  const statuses = new Tally();
  const edit = async (n: number) => statuses.add((await revise(site, made, { label: `Edit ${n}` })).status);
  await Promise.all(upTo(AT_ONCE).map(edit));
  const kept = await listed(site, `/articles/${made.id}/orphans`);
  const labels = new Set(kept.map(({ body }) => JSON.stringify(body)));
  report.figure(`${AT_ONCE} edits with one ETag: ${statuses}; ${labels.size} orphans`);
  report.expect(statuses.of(200) === 1, "not exactly one edit won", () => `${statuses}`);
  report.expect(statuses.of(412) === AT_ONCE - 1, "the others were not all 412", () => `${statuses}`);
  report.expect(labels.size === AT_ONCE - 1, "not every refused edit is kept", () => `${labels.size}`);
}
