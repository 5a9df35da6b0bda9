import { createHash } from "node:crypto";
import type { Answer } from "./client.ts";
import { must, revise, type Story, story, storyOf } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { Tally, together, upTo } from "./together.ts";

const ADDRESSES = { full: 10_000, quick: 1_000 };
const READERS = { full: 1_000, quick: 300 };
const WIDTH = 16;
const ASK_CANONICAL_EVERY = 250;

/**
 * Any number of readers costs one render.
 *
 * How renders are counted: the app gives each render an X-Request-Id, and the edge keeps it with the page. So all answers
 * of the canonical URL that came from one render carry one id, and the number of different ids is the number of renders
 * (each of them also says MISS, once). An address with `utm_source` passes the app, which gives the outer answer an id of
 * its own: there the canonical URL is asked now and then, before, between and after, and must show one and the same id.
 */
export const edge: Part = {
  name: "edge",
  run: async (stage) => {
    const made = await story(stage.site, "Read by everybody");
    await manyReaders(stage, made);
    await manyAddresses(stage, made);
  },
};

/** What a set of answers of one page comes to. */
class Readings {
  readonly statuses = new Tally();
  readonly cache = new Tally();
  readonly bodies = new Tally();
  readonly etags = new Tally();
  readonly renders = new Tally();

  add({ status, headers, bytes }: Answer): void {
    this.statuses.add(status);
    this.cache.add(String(headers["cf-cache-status"]));
    this.bodies.add(createHash("sha256").update(bytes).digest("hex"));
    this.etags.add(String(headers.etag));
    this.renders.add(String(headers["x-request-id"]));
  }
}

/** A change purges the page: the next reader finds it cold. */
async function chill({ site }: Stage, made: Story): Promise<Story> {
  const changed = await must(200, revise(site, made, { headline: `Read by everybody, ${made.revision}` }));
  return storyOf(changed);
}

async function manyReaders(stage: Stage, made: Story): Promise<void> {
  const { site, report, isQuick } = stage;
  const count = isQuick ? READERS.quick : READERS.full;
  Object.assign(made, await chill(stage, made));
  const readings = new Readings();
  const answers = await Promise.all(upTo(count).map(() => site.ask(made.path)));
  for (const answer of answers) readings.add(answer);
  const { statuses, cache, bodies, renders } = readings;
  report.figure(`${count} readers of a cold page at once: ${statuses}; ${cache}`);
  report.figure(`different bodies: ${bodies.size}; renders: ${renders.size}`);
  report.expect(statuses.of(200) === count, "a reader of the cold page got no 200", () => `${statuses}`);
  report.expect(bodies.size === 1, "readers of the cold page got different bytes");
  report.expect(renders.size === 1, "the cold page was rendered more than once", () => `${renders}`);
  report.expect(
    cache.of("MISS") === 1,
    "not exactly one reader of the cold page says MISS",
    () => `${cache}`,
  );
}

async function manyAddresses(stage: Stage, made: Story): Promise<void> {
  const { site, report, isQuick, until } = stage;
  const count = isQuick ? ADDRESSES.quick : ADDRESSES.full;
  Object.assign(made, await chill(stage, made));
  const campaign = new Readings();
  const canonical = new Readings();
  const began = Date.now();
  const done = await together(upTo(count), { width: WIDTH, until }, async (n) => {
    campaign.add(await site.ask(`${made.path}?utm_source=soak-${n}`));
    if (n % ASK_CANONICAL_EVERY === 0) canonical.add(await site.ask(made.path));
  });
  const rate = done / ((Date.now() - began) / 1_000);
  canonical.add(await site.ask(made.path));
  report.covered(done, count, `addresses with another utm_source each (${Math.round(rate)}/s)`);
  report.figure(`their answers: ${campaign.statuses}; ${campaign.cache}; bodies: ${campaign.bodies.size}`);
  report.figure(`canonical URL meanwhile: ${canonical.cache}; renders: ${canonical.renders.size}`);
  compare(stage, campaign, canonical, done);
}

function compare({ report }: Stage, campaign: Readings, canonical: Readings, count: number): void {
  const [body] = canonical.bodies.values;
  const [etag] = canonical.etags.values;
  report.expect(campaign.statuses.of(200) === count, "an address with utm_source got no 200");
  report.expect(
    canonical.bodies.size === 1 && campaign.bodies.of(body ?? "") === count,
    "bytes differ by utm_source",
  );
  report.expect(campaign.etags.of(etag ?? "") === count, "ETags differ by utm_source");
  const renders = `${canonical.renders}`;
  report.expect(canonical.renders.size === 1, "addresses with utm_source made new renders", () => renders);
  report.expect(canonical.cache.of("MISS") === 0, "the canonical URL was cold after utm_source readers");
  report.expect(campaign.cache.of("HIT") === 0, "an address with utm_source was kept by itself");
}
