import { setTimeout as delay } from "node:timers/promises";
import { type Answer, jsonOf, shown } from "./client.ts";
import { anAddress, comment, type Story } from "./newsroom.ts";
import type { Site } from "./site.ts";
import { Tally } from "./together.ts";

export const POSTS_A_SECOND = 50;
export const DECISIONS_A_SECOND = 20;
const READS_A_SECOND = 20;
const MOST_UNDER_WAY = 100;
const OUTCOMES = { publish: "published", decline: "declined" } as const;

/** A comment as it was sent: it can be sent again. */
export interface Post {
  path: string;
  body: string;
  address: string;
  /** The commenter's; "" where it is its first. */
  cookie: string;
}

/** What the site said, and what was under way when it was killed. */
export interface Heard {
  /** Text → what was sent and the id that it was given. */
  taken: Map<string, Post & { id: string }>;
  /** By commenters who were known already: sent again, they must not stand there twice. */
  unanswered: Post[];
  /** Id → status. */
  decided: Map<string, string>;
}

/**
 * Commenters, readers and moderators who go on at their pace until the time is over or the site is killed. Where it can't
 * keep up they wait as soon as many calls are under way: then the rate that was reached is the figure.
 */
export class CommentsLoad {
  readonly posts = new Tally();
  readonly decisions = new Tally();
  readonly reads = new Tally();
  /** Milliseconds that each post took. */
  readonly tookMs: number[] = [];
  readonly oddities: string[] = [];
  /** Set just before the kill: from now on no answer is what we wanted. */
  isKilled = false;
  lost = 0;
  readonly #site: Site;
  readonly #stories: Story[];
  readonly #heard: Heard;
  readonly #name: string;
  /** Taken, and not decided yet. */
  readonly #undecided: string[] = [];
  /** Who has a cookie by now, and may speak a second time. */
  readonly #known: Pick<Post, "address" | "cookie">[] = [];
  #spoken = 0;

  constructor(site: Site, about: { stories: Story[]; heard: Heard; name: string }) {
    this.#site = site;
    this.#stories = about.stories;
    this.#heard = about.heard;
    this.#name = about.name;
  }

  async run(seconds: number): Promise<void> {
    await Promise.all([
      this.#steadily(POSTS_A_SECOND, seconds, () => this.#post()),
      this.#steadily(DECISIONS_A_SECOND, seconds, () => this.#decide()),
      this.#steadily(READS_A_SECOND, seconds, () => this.#read()),
    ]);
  }

  /** Begins `rate` calls a second. */
  async #steadily(rate: number, seconds: number, call: () => Promise<void>): Promise<void> {
    const begin = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let n = 0; n < rate * seconds && !this.isKilled; n++) {
      const due = begin + (n * 1_000) / rate;
      if (due > performance.now()) await delay(due - performance.now());
      if (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      if (performance.now() > begin + seconds * 1_000) break;
      const one = call()
        .catch((error: unknown) => this.#endedBy(error))
        .finally(() => underWay.delete(one));
      underWay.add(one);
    }
    await Promise.all(underWay);
  }

  #endedBy(error: unknown): void {
    if (this.isKilled) this.lost++;
    else this.oddities.push(String(error));
  }

  async #post(): Promise<void> {
    const number = ++this.#spoken;
    const { path } = this.#stories[number % this.#stories.length] as Story;
    const body = `Comment ${number} of ${this.#name}.`;
    const { address, cookie } = this.#known.shift() ?? { address: anAddress(), cookie: "" };
    const post = { path, body, address, cookie };
    const began = performance.now();
    try {
      this.#keep(post, await send(this.#site, post));
      this.tookMs.push(performance.now() - began);
    } catch (error) {
      if (cookie !== "") this.#heard.unanswered.push(post);
      throw error;
    }
  }

  #keep(post: Post, answer: Answer): void {
    this.posts.add(answer.status);
    if (answer.status !== 201) return void this.oddities.push(`a comment was answered ${shown(answer)}`);
    const id = String(jsonOf(answer).id);
    this.#heard.taken.set(post.body, { ...post, id });
    this.#undecided.push(id);
    const cookie = answer.headers["set-cookie"]?.[0]?.split(";", 1)[0];
    if (cookie) this.#known.push({ address: post.address, cookie });
  }

  async #decide(): Promise<void> {
    const id = this.#undecided.shift();
    if (id === undefined) return;
    const decision = this.#heard.decided.size % 3 === 2 ? "decline" : "publish";
    const json = { decision, ...(decision === "decline" ? { ground: "off_topic" } : {}) };
    const answer = await this.#site.api(`/comments/${id}/decision`, { method: "PUT", json });
    this.decisions.add(answer.status);
    if (answer.status === 200) this.#heard.decided.set(id, OUTCOMES[decision]);
    else this.oddities.push(`a decision was answered ${shown(answer)}`);
  }

  async #read(): Promise<void> {
    const { path } = this.#stories[Math.floor(Math.random() * this.#stories.length)] as Story;
    const page = Math.random() < 0.5 ? "/comments" : "/comments/fragment";
    const answer = await this.#site.ask(path + page);
    this.reads.add(answer.status);
    if (answer.status !== 200) this.oddities.push(`${page} was answered ${shown(answer)}`);
  }
}

/** Sends a comment, for the first time or again. */
export function send(site: Site, { path, body, address, cookie }: Post): Promise<Answer> {
  if (cookie === "") return comment(site, path, { name: "Ana", body }, address);
  const headers = { "CF-Connecting-IP": address, Cookie: cookie };
  return site.ask(`${path}/comments`, { json: { name: "Ana", body }, headers });
}
