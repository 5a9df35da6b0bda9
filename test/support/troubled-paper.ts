import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import { localCache, resetLocalEdge } from "../../src/edge/local/store.ts";
import Dateline from "../../src/worker.ts";
import { Chances } from "./chances.ts";
import { aPaper, aStory } from "./factories.ts";
import { befall, type Fate, type Fates, faulty, IMMORTAL, withoutD1 } from "./faults.ts";
import { ORIGIN } from "./request.ts";

/** Of a thousand calls to bindings, so many meet each of these. */
const TROUBLE: [Fate, number][] = [
  ["refused", 25],
  ["lost", 15],
  ["dies before", 8],
  ["dies behind", 8],
  ["dawdles", 150],
];
const FATES = TROUBLE.map(([fate]) => fate);
const REQUESTS_A_RUN = 1_000;
const STORIES = 3;
const ROUNDS = 12;

export interface Row {
  id: string;
  path: string;
  status: string;
  headline: string;
  revision: number;
}

/** What came of a request: an answer, or nothing, because its isolate died. */
export interface Came {
  status: number | "died";
  body: string;
}

/** A paper whose bindings fail now and then, as the seed has it, and the truth about it. */
export class TroubledPaper {
  readonly chances: Chances;
  readonly #seed: number;
  token = "";
  #isTroubled = false;
  #requests = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.chances = new Chances(seed);
    const ofCache = new Chances(-seed);
    const { purge, invalidate } = localCache;
    const meet = <T>(call: () => Promise<T>) =>
      befall({
        fate: this.#fate(ofCache, ["refused", "lost", "dawdles"]),
        message: "No cache",
        call,
        life: IMMORTAL,
      });
    vi.spyOn(localCache, "purge").mockImplementation((options) => meet(() => purge(options)));
    vi.spyOn(localCache, "invalidate").mockImplementation((options) => meet(() => invalidate(options)));
  }

  async found(): Promise<void> {
    this.token = await aPaper();
    for (let n = 0; n < STORIES; n++)
      await aStory(this.token, { headline: `Headline ${n}`, body: { source: textOf(n) } });
    this.#isTroubled = true;
  }

  /** A request while bindings fail. */
  async ask(path: string, init: RequestInit = {}): Promise<Came> {
    return await this.#through((worker) => worker.fetch(requestTo(path, init)));
  }

  /** A reader, to whom no database answers: from the cache, or from the lifeboat. */
  async readWithoutD1(path: string): Promise<Came> {
    return await through(withoutD1, (worker) => worker.fetch(requestTo(path)));
  }

  /** Cron, while bindings fail. */
  async cron(): Promise<void> {
    await this.#through(async (worker) => {
      const error = await worker
        .scheduled({ scheduledTime: Date.now() } as ScheduledController)
        .catch(String);
      return new Response(error ?? "");
    });
  }

  /** Nothing fails any more, and cron runs until nothing waits. False: something still does. */
  async recover(): Promise<boolean> {
    this.#isTroubled = false;
    for (let round = 0; round < ROUNDS; round++) {
      await this.cron();
      if ((await waiting()) === 0) return true;
      vi.setSystemTime(Date.now() + 20_000 * (round + 1));
    }
    return false;
  }

  async rows(): Promise<Row[]> {
    const { results } = await env.DB.prepare(
      "SELECT id, path, status, headline, revision FROM articles WHERE path IS NOT NULL ORDER BY id",
    ).all<Row>();
    return results;
  }

  async #through(work: (worker: Dateline) => Promise<Response>): Promise<Came> {
    // Each request has chances of its own, so that a seed is the same run however requests overtake one another.
    const chances = new Chances(this.#seed * REQUESTS_A_RUN + ++this.#requests);
    return await through(() => this.#fate(chances, FATES), work);
  }

  #fate(chances: Chances, possible: Fate[]): Fate {
    if (!this.#isTroubled) return "works";
    const found = TROUBLE.find(([, times]) => chances.isIn1000(times));
    return found && possible.includes(found[0]) ? found[0] : "works";
  }
}

/** The text of a story, by which it is known wherever it is shown. */
export function textOf(n: number): string {
  return `Only story ${n} says this.`;
}

async function through(fates: Fates, work: (worker: Dateline) => Promise<Response>): Promise<Came> {
  const death = Promise.withResolvers<Came>();
  let isDead = false;
  const env = faulty(fates, {
    isDead: () => isDead,
    die: () => {
      isDead = true;
      death.resolve({ status: "died", body: "" });
    },
  });
  const ctx = Object.assign(createExecutionContext(), { exports });
  const answered = async (): Promise<Came> => {
    const answer = await work(new Dateline(ctx, env));
    const body = await answer.text();
    await waitOnExecutionContext(ctx);
    return { status: answer.status, body };
  };
  return await Promise.race([answered(), death.promise]);
}

function requestTo(path: string, init: RequestInit = {}): Request {
  return new Request(ORIGIN + path, { redirect: "manual", ...init });
}

/** How many events some consumer was not told of, or not yet for the last time. */
async function waiting(): Promise<number | null> {
  return await env.DB.prepare(
    "SELECT count(*) AS n FROM events WHERE purge_at IS NOT NULL OR keep_at IS NOT NULL",
  ).first("n");
}

/** The edge begins cold. */
export function chill(): void {
  resetLocalEdge();
}
