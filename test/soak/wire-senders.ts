import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { type Answer, jsonOf } from "./client.ts";
import { must } from "./newsroom.ts";
import type { Site } from "./site.ts";
import { Tally, together } from "./together.ts";

/** Each may send 300 a minute. */
const SOURCES = ["wire-a", "wire-b", "wire-c", "wire-d"];
const WIDTH = 8;
const AGAIN_MS = 300;
/** One of so many is sent a second time, somewhere behind the first. */
const TWICE_EVERY = 10;
/** A version comes later than the one before it by so much of all that is sent, more or less: some overtake. */
const VERSION_APART = 0.1;
const MORE_OR_LESS = 0.15;
/** What the third version of a story does. */
const WITHDRAWAL = 3;
const VERSIONS = 4;

/** A delivery as it is sent, for the first time or again. */
export interface Sent {
  id: string;
  source: string;
  /** Ours of the story. */
  externalId: string;
  version: number;
  isWithdrawal: boolean;
  body: string;
}

/** So many deliveries of stories that have one to four versions, of which the third is a withdrawal, in no strict order. */
export function planned(count: number): Sent[] {
  const made: { sent: Sent; at: number }[] = [];
  for (let story = 0; made.length < count; story++) {
    const at = Math.random();
    for (let version = 1; version <= 1 + (story % VERSIONS) && made.length < count; version++)
      made.push({
        sent: delivery(story, version),
        at: at + version * VERSION_APART + Math.random() * MORE_OR_LESS,
      });
  }
  return made.toSorted((a, b) => a.at - b.at).map(({ sent }) => sent);
}

function delivery(story: number, version: number): Sent {
  const externalId = `story-${story}`;
  const isWithdrawal = version === WITHDRAWAL;
  const words = { headline: headlineOf(externalId, version), body: { source: `As told in ${version}.` } };
  const data = { externalId, version, ...(isWithdrawal ? {} : words) };
  const type = isWithdrawal ? "article.withdrawn" : "article.published";
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  const source = SOURCES[story % SOURCES.length] ?? "";
  return { id: `msg_${randomUUID()}`, source, externalId, version, isWithdrawal, body };
}

export function headlineOf(externalId: string, version: number): string {
  return `Wired ${externalId} in version ${version}`;
}

/** Newsrooms that send a delivery until it is acknowledged, as senders do, and some of them once more. */
export class Senders {
  /** Id → the outcome that was answered first. */
  readonly taken = new Map<string, string>();
  readonly outcomes = new Tally();
  /** What was no acknowledgement. */
  readonly refused = new Tally();
  readonly deliveries: Sent[];
  again = 0;
  readonly #site: Site;
  readonly #secrets: Map<string, string>;

  private constructor(site: Site, deliveries: Sent[], secrets: Map<string, string>) {
    this.#site = site;
    this.deliveries = deliveries;
    this.#secrets = secrets;
  }

  static async of(site: Site, deliveries: Sent[]): Promise<Senders> {
    const secrets = new Map<string, string>();
    for (const slug of SOURCES) {
      const takes = { defaultSection: "world", defaultAuthor: "mara-lind", publish: "publish" };
      const json = { slug, kind: "standard", ...takes };
      secrets.set(slug, String(jsonOf(await must(201, site.api("/sources", { json }))).secret));
    }
    return new Senders(site, deliveries, secrets);
  }

  get planned(): number {
    return this.deliveries.length;
  }

  get sources(): readonly string[] {
    return SOURCES;
  }

  /** Sends all of them, some at once, until time is up. */
  async send(until: number): Promise<void> {
    const queue = this.deliveries.flatMap((sent, n) => {
      const earlier = this.deliveries[n - TWICE_EVERY];
      return n % TWICE_EVERY === 0 && earlier ? [sent, earlier] : [sent];
    });
    await together(queue, { width: WIDTH, until }, (sent) => this.#sendUntilTaken(sent, until));
  }

  async #sendUntilTaken(sent: Sent, until: number): Promise<void> {
    while (Date.now() < until) {
      const answer = await this.#attempt(sent).catch(() => undefined);
      if (answer?.status === 200 || answer?.status === 201) return this.#keep(sent, answer);
      this.refused.add(answer?.status ?? "no answer");
      // A source that sent too much: the next minute is another one.
      const wait = answer?.status === 429 ? Number(answer.headers["retry-after"] ?? 1) * 1_000 : AGAIN_MS;
      await delay(Math.min(wait, Math.max(0, until - Date.now())));
    }
  }

  #keep({ id }: Sent, answer: Answer): void {
    const outcome = String(jsonOf(answer).outcome);
    if (this.taken.has(id)) this.again++;
    else {
      this.taken.set(id, outcome);
      this.outcomes.add(outcome);
    }
  }

  #attempt({ id, source, body }: Sent): Promise<Answer> {
    const now = new Date();
    const signature = new Webhook(this.#secrets.get(source) ?? "").sign(id, now, body);
    const headers = {
      "Content-Type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "webhook-signature": signature,
    };
    return this.#site.ask(`/hooks/${source}`, { body, headers });
  }
}
