import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { Chances } from "../../support/chances.ts";
import { aPaper } from "../../support/factories.ts";
import { type Answered, published, Sender, withdrawn } from "../../support/sender.ts";

const SEED = 7;
const VERSIONS = 5;
/** Sources that share them out: each takes 300 a minute. */
const SOURCES = 5;
const AT_ONCE = 10;

interface Sent {
  id: string;
  source: number;
  body: string;
}

/** Deliveries of pieces in five versions each; every fourth piece is withdrawn in the end, some come back before. */
function deliveries(count: number): Sent[] {
  return Array.from({ length: count }, (_, n) => {
    const piece = Math.floor(n / VERSIONS);
    const version = (n % VERSIONS) + 1;
    const data = { externalId: `piece-${piece}`, version };
    const isWithdrawal = (piece % 4 === 0 && version === VERSIONS) || (piece % 3 === 0 && version === 3);
    const headline = `Piece ${piece} in version ${version}`;
    const body = isWithdrawal
      ? withdrawn(data)
      : published({ ...data, headline, topics: [`Topic ${version}`] });
    return { id: `msg_${n}`, source: piece % SOURCES, body };
  });
}

/** A fifth of them twice, in another order. */
function shuffled(sent: readonly Sent[], chances: Chances): Sent[] {
  const all = [...sent, ...sent.filter(() => chances.isIn1000(200))];
  for (let n = all.length - 1; n > 0; n--) {
    const other = chances.below(n + 1);
    const [a, b] = [all[n], all[other]];
    if (a && b) [all[n], all[other]] = [b, a];
  }
  return all;
}

/** What readers see, and what is held. */
async function state(): Promise<unknown[]> {
  const [shown, held, open] = await env.DB.batch([
    env.DB.prepare(
      "SELECT substr(source_name, -1), external_id, headline, body_html, topics_json FROM articles WHERE status = 'published' ORDER BY source_name, external_id",
    ),
    env.DB.prepare(
      "SELECT substr(source, -1), external_id, version, state, digest, is_done FROM pieces ORDER BY source, external_id",
    ),
    env.DB.prepare("SELECT id FROM inbox WHERE outcome IN ('pending', 'failed')"),
  ]);
  return [shown?.results, held?.results, open?.results];
}

/** Each run has sources of its own: what one has used up of its minute is not the next one's. */
async function aCrowd(run: string): Promise<Sender[]> {
  const token = await aPaper();
  return await Promise.all(
    Array.from({ length: SOURCES }, (_, n) => Sender.of(token, { slug: `wire-${run}-${n}` })),
  );
}

async function deliverAll(senders: Sender[], sent: readonly Sent[], atOnce: number): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (let from = 0; from < sent.length; from += atOnce) {
    const some = sent.slice(from, from + atOnce);
    answers.push(
      ...(await Promise.all(
        some.map(async ({ source, body, id }) => (await senders[source]?.deliver(body, { id })) as Answered),
      )),
    );
  }
  return answers;
}

let first: unknown[] | undefined;

it.each([0, 1, 2, 3, 4])(
  "order %i of the same deliveries, with duplicates, ends in the same state",
  async (n) => {
    const senders = await aCrowd(`order${n}`);
    const sent = shuffled(deliveries(env.DELIVERIES), new Chances(SEED + n));
    const answers = await deliverAll(senders, sent, n === 0 ? 1 : AT_ONCE);
    expect(answers.filter(({ status }) => status >= 300)).toEqual([]);
    const now = await state();
    first ??= now;
    expect(now).toEqual(first);
    const twice = "SELECT count(*) - count(DISTINCT external_id || source_name) AS n FROM articles";
    expect(await env.DB.prepare(twice).first("n")).toBe(0);
  },
  600_000,
);

it("loses none of a burst", async () => {
  const senders = await aCrowd("burst");
  const count = env.DELIVERIES * 2;
  const sent = Array.from({ length: count }, (_, n) => ({
    id: `msg_${n}`,
    source: n % SOURCES,
    body: published({ externalId: `piece-${n}`, version: 1, headline: `Piece ${n}` }),
  }));
  const answers = await deliverAll(senders, sent, 50);
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  expect(
    await env.DB.prepare("SELECT count(*) AS n FROM articles WHERE status = 'published'").first("n"),
  ).toBe(count);
  expect(await env.DB.prepare("SELECT count(*) AS n FROM inbox WHERE outcome = 'created'").first("n")).toBe(
    count,
  );
}, 600_000);
