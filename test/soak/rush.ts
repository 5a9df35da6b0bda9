import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { must, revise, type Story, story, storyOf } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { Readings } from "./readings.ts";
import { upTo } from "./together.ts";

const READERS = { full: 1_000, quick: 300 };
/** After so many others have asked, the first reader hangs up: before, amid and behind the render. */
const HANG_UPS = [0, 1, 50, 200, 999];
/** Longer than readers of a warm page, who wait for nothing but their turn. */
const PATIENCE_MS = 2_000;

/** Any number of readers of one cold page costs one render, also where the reader who began it goes away. */
export const rush: Part = {
  name: "rush",
  run: async (stage) => {
    const made = await story(stage.site, "Read by everybody at once");
    const count = READERS[stage.isQuick ? "quick" : "full"];
    const rounds = [undefined, ...HANG_UPS.filter((n) => n < count)];
    let done = 0;
    let left = 0;
    for (const hangUpAfter of rounds) {
      if (Date.now() > stage.until) break;
      if (await round(stage, made, { count, hangUpAfter })) left++;
      done++;
    }
    stage.report.figure(
      `rounds whose first reader was gone before its answer, and the others got its render: ${left}`,
    );
    stage.report.expect(done < rounds.length || left > 0, "no first reader left a render behind");
    stage.report.covered(done, rounds.length, "rounds");
  },
};

interface Round {
  count: number;
  hangUpAfter: number | undefined;
}

/** The page warm, one reader who finds it cold, then everybody who does. True where the first one left its render to others. */
async function round(stage: Stage, made: Story, { count, hangUpAfter }: Round): Promise<boolean> {
  await stage.site.ask(made.path);
  const warm = await crowd(stage, made, { count });
  const alone = await crowd(stage, await chill(stage, made), { count: 1 });
  const cold = await crowd(stage, await chill(stage, made), { count, hangUpAfter });
  judge(stage, { count, hangUpAfter, warmMs: warm.longestMs, renderMs: alone.longestMs, cold });
  return cold.heard === 0 && cold.readings.cache.of("MISS") === 0;
}

/** A change purges the page: the next reader finds it cold. */
async function chill({ site }: Stage, made: Story): Promise<Story> {
  const headline = `Read by everybody at once, ${made.revision}`;
  return Object.assign(made, storyOf(await must(200, revise(site, made, { headline }))));
}

interface Found {
  readings: Readings;
  longestMs: number;
  /** Bytes that the first reader had got when it hung up. */
  heard: number;
}

/** So many readers at once; the first of them hangs up after some of the others have asked, where that is wanted. */
async function crowd(
  { site }: Stage,
  { path }: Story,
  { count, hangUpAfter }: { count: number; hangUpAfter?: number | undefined },
): Promise<Found> {
  const readings = new Readings();
  let longestMs = 0;
  const read = async () => {
    const began = performance.now();
    readings.add(await site.ask(path));
    longestMs = Math.max(longestMs, Math.round(performance.now() - began));
  };
  if (hangUpAfter === undefined) {
    await Promise.all(upTo(count).map(read));
    return { readings, longestMs, heard: 0 };
  }
  const first = await begin(site.port, path);
  const before = upTo(hangUpAfter).map(read);
  await nextTurn();
  first.resetAndDestroy();
  await Promise.all([...before, ...upTo(count - 1 - hangUpAfter).map(read)]);
  return { readings, longestMs, heard: first.bytesRead };
}

/** A reader who has asked, on a connection of its own. */
async function begin(port: number, path: string): Promise<Socket> {
  const socket = connect(port, "localhost");
  await once(socket, "connect");
  await new Promise<void>((resolve) =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`, () => resolve()),
  );
  return socket;
}

/** Lets what was asked go out. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

interface Verdict extends Round {
  /** The longest waits of as many readers of the warm page, and of one reader of the cold one. */
  warmMs: number;
  renderMs: number;
  cold: Found;
}

function judge({ report }: Stage, { count, hangUpAfter, warmMs, renderMs, cold }: Verdict): void {
  const { readings, longestMs } = cold;
  const { statuses, cache, bodies, renders } = readings;
  const hasHungUp = hangUpAfter !== undefined;
  const stay = hasHungUp ? count - 1 : count;
  const who = hasHungUp ? `the first hangs up after ${hangUpAfter} more` : "nobody hangs up";
  const waits = `longest wait ${longestMs} ms (warm page: ${warmMs} ms; one reader of a cold one: ${renderMs} ms)`;
  report.figure(`${count} at once, ${who}: ${statuses}; ${cache}; renders: ${renders.size}; ${waits}`);
  const expect = (isRight: boolean, kind: string) => report.expect(isRight, kind, () => `${who}: ${waits}`);
  expect(statuses.of(200) === stay, "a reader of the cold page got no 200");
  expect(bodies.size === 1, "readers of the cold page got different bytes");
  expect(renders.size === 1, "the cold page was rendered more than once");
  const misses = cache.of("MISS");
  expect(misses === 1 || (hasHungUp && misses === 0), "not exactly one reader of the cold page says MISS");
  expect(longestMs <= warmMs + renderMs + PATIENCE_MS, "a reader waited over 2 s beyond turn and render");
}
