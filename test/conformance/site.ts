import { Answer, objectsIn } from "./answer.ts";
import { Mismatch, Skipped } from "./check.ts";
import { Commenter } from "./commenter.ts";
import { lazily } from "./lazily.ts";
import { Newsroom } from "./newsroom.ts";
import { Wire } from "./wire.ts";

const TIMEOUT_MS = 15_000;
/** More than a whole run needs: a check that runs wild ends here. */
const MAX_REQUESTS = 2_500;
/** Between requests to a site that is not on this machine. */
const PAUSE_MS = 40;
/** How long a purge may take on its way through a real network; on this machine it has to be over at once. */
const PATIENCE_MS = 3_000;
const POLL_MS = 250;

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  body?: string | Uint8Array;
}

/** The site under test, spoken to only by HTTP. It keeps every answer, for what holds of all of them. */
export class Site {
  readonly origin: string;
  readonly token: string | undefined;
  readonly answers: Answer[] = [];
  readonly newsroom: Newsroom;
  readonly commenter: Commenter;
  readonly wire: Wire;

  constructor(url: string, token: string | undefined) {
    this.origin = new URL(url).origin;
    this.token = token;
    this.newsroom = new Newsroom(this);
    this.commenter = new Commenter(this);
    this.wire = new Wire(this);
  }

  get isLocal(): boolean {
    return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(this.origin).hostname);
  }

  /** One request without token; redirects are not followed. */
  async ask(path: string, { method = "GET", headers = {}, json, body }: Asked = {}): Promise<Answer> {
    if (this.answers.length >= MAX_REQUESTS)
      throw new Skipped(`${MAX_REQUESTS} requests are enough for one run`);
    if (!this.isLocal) await pause(PAUSE_MS);
    const sent = json === undefined ? body : JSON.stringify(json);
    const type = json === undefined ? {} : { "Content-Type": "application/json" };
    const answer = await this.#fetch(path, { method, headers: { ...type, ...headers }, body: sent });
    this.answers.push(answer);
    return answer;
  }

  /** One request with the token. `path` is below /api/v1. */
  async api(path: string, asked: Asked = {}): Promise<Answer> {
    const headers = { Authorization: `Bearer ${this.token}`, ...asked.headers };
    return await this.ask(`/api/v1${path}`, { ...asked, headers });
  }

  async #fetch(path: string, init: { method: string; headers: Record<string, string>; body: Asked["body"] }) {
    const { method, headers, body } = init;
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const sent = body === undefined ? {} : { body };
      const response = await fetch(this.origin + path, {
        method,
        headers,
        ...sent,
        redirect: "manual",
        signal,
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return new Answer({ method, path, status: response.status, headers: response.headers, bytes });
    } catch (error) {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw new Mismatch(`an answer from ${method} ${path}`, String(cause));
    }
  }

  /** `site.url`, from which all absolute addresses are made. */
  readonly url = lazily(async () => {
    const { servers } = (await this.ask("/api/openapi.json")).json();
    const [server] = objectsIn(servers);
    return typeof server?.url === "string" ? server.url : this.origin;
  });

  /** Whether the words that the contract quotes are this site's; a site in another language says them in its own. */
  readonly speaksEnglish = lazily(async () => /<html[^>]* lang="en["-]/.test((await this.ask("/")).text));

  /** The path of a published article: our own, or without token one that the front page or the archive names. */
  readonly articlePath = lazily(async () => {
    if (this.token) return (await this.newsroom.story()).path;
    for (const list of ["/", "/archive"]) {
      const [, path] = /href="(\/\d{4}\/\d{2}\/\d{2}\/[^"/?#]+)"/.exec((await this.ask(list)).text) ?? [];
      if (path) return path;
    }
    throw new Skipped("no article is linked from the front page or the archive");
  });

  /** Runs `assertion` until it holds: once on this machine, else for as long as a purge may travel. */
  async soon(assertion: () => Promise<void>, patienceMs = this.isLocal ? 0 : PATIENCE_MS): Promise<void> {
    const until = Date.now() + patienceMs;
    for (;;) {
      try {
        return await assertion();
      } catch (error) {
        if (!(error instanceof Mismatch) || Date.now() >= until) throw error;
        await pause(POLL_MS);
      }
    }
  }

  /** The token's; undefined where the site does not know it. */
  async role(): Promise<string | undefined> {
    const answer = await this.api("/me");
    return answer.status === 200 ? String(answer.json().role) : undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
