import { KEY_HEADERS } from "../../src/http/canonical.ts";
import type { Asked } from "./client.ts";
import { draft, must, publish, revise, type Story, story, storyOf } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { Readings } from "./readings.ts";
import { together, upTo } from "./together.ts";

const ADDRESSES = { full: 10_000, quick: 1_000 };
const KEYED = { full: 1_000, quick: 200 };
const WIDTH = 16;
const ASK_CANONICAL_EVERY = 250;

/**
 * However a reader's request is dressed up, it costs no render.
 *
 * The answer to another address has an X-Request-Id of its own, so renders can't be told by it. Instead the story's rail
 * is made to differ from its page: a brief comes out, which purges no other story (CONTRACT §2). From then on the page that
 * is kept lacks the brief, and any page that is rendered names it and has another ETag.
 */
export const edge: Part = {
  name: "edge",
  run: async (stage) => {
    const made = await story(stage.site, "Read by everybody");
    const size = stage.isQuick ? "quick" : "full";
    await dressedUp(stage, made, {
      what: "addresses with another utm_… each",
      count: ADDRESSES[size],
      dress: (n) => ({ path: `${made.path}?${TRACKERS[n % TRACKERS.length]}=soak-${n}` }),
    });
    await dressedUp(stage, made, {
      what: "requests with a header of the cache key each",
      count: KEYED[size],
      dress: (n) => ({ path: made.path, headers: keyed(n) }),
    });
  },
};

const TRACKERS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id"];

/** Each header in turn, each with a value that nobody has sent before. */
function keyed(n: number): Record<string, string> {
  const name = KEY_HEADERS[n % KEY_HEADERS.length] ?? "";
  return { [name]: name.includes("method") ? `METHOD${n}` : `soak-${n}.example` };
}

interface Crowd {
  what: string;
  count: number;
  dress: (n: number) => Asked & { path: string };
}

async function dressedUp(stage: Stage, made: Story, { what, count, dress }: Crowd): Promise<void> {
  const { site, report, until } = stage;
  Object.assign(made, storyOf(await must(200, revise(site, made, { headline: `Read, ${what}` }))));
  const crowd = new Readings();
  const canonical = new Readings();
  canonical.add(await site.ask(made.path));
  const brief = await bait(stage, what);
  const began = Date.now();
  const done = await together(upTo(count), { width: WIDTH, until }, async (n) => {
    const { path, ...asked } = dress(n);
    crowd.add(await site.ask(path, asked));
    if (n % ASK_CANONICAL_EVERY === 0) canonical.add(await site.ask(made.path));
  });
  const rate = done / ((Date.now() - began) / 1_000);
  canonical.add(await site.ask(made.path));
  report.covered(done, count, `${what} (${Math.round(rate)}/s)`);
  report.figure(`their answers: ${crowd.statuses}; ${crowd.cache}; ETags: ${crowd.etags.size}`);
  report.figure(`canonical URL meanwhile: ${canonical.cache}; renders: ${canonical.renders.size}`);
  compare(stage, { what, crowd, canonical, done });
  await expectBaitTaken(stage, made, { brief, canonical });
}

/** Publishes a brief that any render from now on names. Gives its headline. */
async function bait({ site }: Stage, what: string): Promise<string> {
  const headline = `A brief before ${what}`;
  const members = { kind: "brief", section: null, authors: [], headline, body: { source: `${headline}.` } };
  const made = storyOf(await must(201, draft(site, headline, members)));
  await must(200, publish(site, made));
  return headline;
}

interface Outcome {
  what: string;
  crowd: Readings;
  canonical: Readings;
  done: number;
}

function compare({ report }: Stage, { what, crowd, canonical, done }: Outcome): void {
  const [body = ""] = canonical.bodies.values;
  const [etag = ""] = canonical.etags.values;
  const renders = `${canonical.renders}`;
  report.expect(crowd.statuses.of(200) === done, `${what}: one got no 200`, () => `${crowd.statuses}`);
  report.expect(crowd.bodies.of(body) === done, `${what}: bytes differ`, () => `${crowd.bodies}`);
  report.expect(crowd.etags.of(etag) === done, `${what}: ETags differ`, () => `${crowd.etags}`);
  report.expect(crowd.cache.of("HIT") === 0, `${what}: an answer was kept by itself`);
  report.expect(canonical.bodies.size === 1, `${what}: the canonical URL was rendered anew`, () => renders);
  report.expect(canonical.renders.size === 1, `${what}: there was more than one render`, () => renders);
  report.expect(canonical.cache.of("MISS") === 1, `${what}: the canonical URL was cold afterwards`);
}

/** A render would have shown: the next one, after a purge, names the brief. */
async function expectBaitTaken(
  { site, report }: Stage,
  made: Story,
  { brief, canonical }: { brief: string; canonical: Readings },
): Promise<void> {
  Object.assign(
    made,
    storyOf(await must(200, revise(site, made, { standfirst: `Read after ${made.revision}` }))),
  );
  const { headers, bytes } = await site.ask(made.path);
  const isTaken = bytes.toString("utf8").includes(brief);
  report.expect(isTaken, "a render does not show the brief by which renders are told");
  report.expect(canonical.etags.of(String(headers.etag)) === 0, "a render has the ETag of the one before it");
}
