import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { openDatabase } from "../../src/db.ts";
import type { Receiver } from "../../src/wire/out/claim.ts";
import { deliver } from "../../src/wire/out/deliver.ts";
import { deliverTo, type Sending } from "../../src/wire/out/deliver-to.ts";
import { Chances } from "./chances.ts";
import { befall, type Fate, faulty, type Life } from "./faults.ts";
import type { Received } from "./receiver.ts";
import { aReceiver, aSending, aWebhook } from "./receiving.ts";
import { tokenOf } from "./request.ts";

/** Of a thousand calls to D1 or the queue, so many meet each of these. */
const TROUBLE: [Fate, number][] = [
  ["refused", 60],
  ["lost", 60],
  ["dies before", 25],
  ["dies behind", 25],
  ["dawdles", 150],
];
/** So many calls fail in one run at most: what an answer was is tried to keep more often. */
const FAILURES_A_RUN = 2;
const RUNS_A_SEED = 1_000;
const ARTICLES = 3;
const TIMEOUT_MS = 120;
const DAY_MS = 86_400_000;
const ROUNDS = 8;

/** One webhook, whose calls, database and queue fail as the seed has it; and what came of it. */
export class TroubledWire {
  readonly chances: Chances;
  /** What happened to it, for whoever has to find out why a seed failed. */
  readonly story: string[] = [];
  readonly #seed: number;
  readonly #isMortal: boolean;
  readonly #messages: Receiver[] = [];
  #runs = 0;
  #events = 0;
  #came: () => Promise<Received[]> = async () => [];

  /** The isolates of a mortal one may die. */
  constructor(seed: number, { isMortal }: { isMortal: boolean }) {
    this.#seed = seed;
    this.#isMortal = isMortal;
    this.chances = new Chances(seed);
  }

  async found(): Promise<void> {
    const { url, came } = aReceiver(`seed-${this.#seed}`);
    this.#came = came;
    await aWebhook(await tokenOf("publisher"), url, ["article.*"]);
  }

  async happen(count: number): Promise<void> {
    const insert = env.DB.prepare(
      "INSERT INTO events (id, type, subject, data, request_id, created_at, fan_at) VALUES (?1, 'article.updated', ?2, '{}', 'r', ?3, ?3)",
    );
    for (let n = 0; n < count; n++) {
      const subject = `article-${this.chances.below(ARTICLES)}`;
      await insert.bind(`event-${this.#events++}`, subject, Date.now()).run();
      this.story.push(`event-${this.#events - 1} of ${subject}`);
    }
  }

  /** What goes on behind an answer, or when the clock goes off, while anything may fail. */
  async look(): Promise<void> {
    await this.#run("look", (sending) => deliver(sending));
  }

  /** A message comes, and sometimes twice; or there is none. */
  async hear(): Promise<void> {
    const receiver = this.#messages.at(0);
    if (!receiver) return;
    if (!this.chances.isIn1000(200)) this.#messages.shift();
    await this.#run("message", (sending) => deliverTo(sending, receiver));
  }

  /** Nothing fails any more, and the clock goes on until nothing waits. False: something still does. */
  async recover(): Promise<boolean> {
    await env.DB.prepare("UPDATE webhooks SET url = replace(url, ?, '/ok/')")
      .bind(`/seed-${this.#seed}/`)
      .run();
    for (let round = 0; round < ROUNDS; round++) {
      await deliver(aSending());
      const waiting = env.DB.prepare(
        "SELECT (SELECT count(*) FROM deliveries WHERE status = 'pending') + (SELECT count(*) FROM events WHERE fan_at IS NOT NULL) AS n",
      );
      if ((await waiting.first("n")) === 0) return true;
      vi.setSystemTime(Date.now() + 2 * DAY_MS);
    }
    return false;
  }

  /** The calls that came, and the events that there were. */
  async told(): Promise<{ calls: Received[]; events: string[] }> {
    const events = Array.from({ length: this.#events }, (_, n) => `event-${n}`);
    return { calls: await this.#came(), events };
  }

  async #run(name: string, work: (sending: Sending) => Promise<void>): Promise<void> {
    const run = `${name} ${++this.#runs}`;
    const death = Promise.withResolvers<void>();
    let isDead = false;
    const life: Life = {
      isDead: () => isDead,
      die: () => {
        isDead = true;
        death.resolve();
      },
    };
    const fate = this.#fates(run, new Chances(this.#seed * RUNS_A_SEED + this.#runs));
    const bindings = faulty(fate, life);
    const wake = (receivers: readonly Receiver[]) =>
      befall({
        ...{ fate: fate("queue send"), message: "Queue send failed", life },
        call: async () => void this.#messages.push(...receivers),
      });
    const sending = aSending({ db: openDatabase(bindings.DB), wake, timeoutMs: TIMEOUT_MS });
    await Promise.race([work(sending), death.promise]);
  }

  #fates(run: string, chances: Chances): (call: string) => Fate {
    let failures = 0;
    return (call) => {
      const fate = TROUBLE.find(([, times]) => chances.isIn1000(times))?.[0] ?? "works";
      if (fate.startsWith("dies") && !this.#isMortal) return "works";
      if (fate !== "works" && fate !== "dawdles" && ++failures > FAILURES_A_RUN) return "works";
      if (fate !== "works") this.story.push(`${run}: ${call} ${fate}`);
      return fate;
    };
  }
}
