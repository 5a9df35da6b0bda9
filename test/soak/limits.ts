import { jsonOf } from "./client.ts";
import { anAddress, comment, listed, story } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { Tally, upTo } from "./together.ts";

const ATTEMPTS = 200;
/** CONTRACT §4. */
const COMMENTS_A_MINUTE = 5;
const LONGEST_WAIT_S = 60;

/** The limit of comments is exact, however many arrive at once, and counts each client by itself. */
export const limits: Part = {
  name: "limits",
  run: async (stage) => {
    await oneClient(stage);
    await manyClients(stage);
  },
};

async function oneClient({ site, report }: Stage): Promise<void> {
  const { id, path } = await story(site, "One client speaks");
  const address = anAddress();
  const statuses = new Tally();
  const say = async (n: number) => {
    const answer = await comment(site, path, { name: "Ana", body: `Shouted for the ${n}. time.` }, address);
    statuses.add(answer.status);
    if (answer.status !== 429) return;
    const wait = Number(answer.headers["retry-after"]);
    const isRight = Number.isInteger(wait) && wait >= 1 && wait <= LONGEST_WAIT_S;
    report.expect(isRight, "Retry-After is not 1–60 s", () => String(answer.headers["retry-after"]));
    report.expect(jsonOf(answer).code === "rate_limited", "429 without code rate_limited");
  };
  await Promise.all(upTo(ATTEMPTS).map(say));
  const stored = await listed(site, `/comments?article=${id}`);
  report.figure(`${ATTEMPTS} comments at once by one client: ${statuses}; ${stored.length} stored`);
  report.expect(
    statuses.of(201) === COMMENTS_A_MINUTE,
    "not exactly five were accepted",
    () => `${statuses}`,
  );
  report.expect(statuses.of(429) === ATTEMPTS - COMMENTS_A_MINUTE, "the others were not all 429");
  report.expect(stored.length === COMMENTS_A_MINUTE, "not exactly five are stored");
}

async function manyClients({ site, report }: Stage): Promise<void> {
  const { id, path } = await story(site, "Many clients speak");
  const statuses = new Tally();
  const say = async (n: number) => {
    const answer = await comment(site, path, { name: "Ana", body: `Said by client ${n}.` });
    statuses.add(answer.status);
  };
  await Promise.all(upTo(ATTEMPTS).map(say));
  const stored = await listed(site, `/comments?article=${id}`);
  report.figure(`${ATTEMPTS} clients at once, one comment each: ${statuses}; ${stored.length} stored`);
  report.expect(statuses.of(201) === ATTEMPTS, "a client was refused for what others did");
  report.expect(stored.length === ATTEMPTS, "not every accepted comment is stored");
}
