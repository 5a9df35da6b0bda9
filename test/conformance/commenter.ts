import { type Answer, type JsonObject, objectsIn } from "./answer.ts";
import { status, unlimited } from "./assert.ts";
import { Skipped } from "./check.ts";
import { lazily } from "./lazily.ts";
import type { Asked, Site } from "./site.ts";

/** A reader's browser that comments on the run's own story. Five comments in a minute are all it has. */
export class Commenter {
  readonly #site: Site;
  /** How many comments were taken. */
  taken = 0;
  /** When the first was sent, in milliseconds. */
  beganAt = 0;
  /** What the browser keeps: "name=value". */
  cookie = "";

  constructor(site: Site) {
    this.#site = site;
  }

  /** A story of its own: nobody else asks for its discussion, so the edge holds no older one. */
  readonly story = lazily(() =>
    this.#site.newsroom.published({ headline: `Discussed in ${this.#site.newsroom.name}` }),
  );

  /** The first comment, with its answer; it waits for a moderator. */
  readonly first = lazily(async () => {
    this.beganAt = Date.now();
    const answer = await this.send({ name: "Rita Reader", body: this.textOf("first") });
    status(answer, 201);
    this.cookie = answer.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
    return answer;
  });

  textOf(what: string): string {
    return `The ${what} comment of ${this.#site.newsroom.name}.`;
  }

  /** Sends a comment as JSON with the browser's cookie; skips the check where the client may not comment now. */
  async send(json: JsonObject, path?: string): Promise<Answer> {
    return taken(await this.post({ json, headers: { Accept: "application/json" } }, path));
  }

  /** Sends a comment as a browser's form would. */
  async sendForm(members: Record<string, string>): Promise<Answer> {
    const headers = { ...FORM, Origin: await this.#site.url(), Accept: "text/html" };
    return taken(await this.post({ body: new URLSearchParams(members).toString(), headers }));
  }

  async post(asked: Asked, path?: string): Promise<Answer> {
    const target = path ?? (await this.story()).path;
    const cookie = this.cookie ? { Cookie: this.cookie } : {};
    const headers = { ...cookie, ...asked.headers };
    const answer = await this.#site.ask(`${target}/comments`, { ...asked, method: "POST", headers });
    if (answer.status === 201 || answer.status === 303) this.taken++;
    return answer;
  }

  /** The API's view of this run's comments, oldest first. */
  async listed(): Promise<JsonObject[]> {
    const { id } = await this.story();
    const answer = await this.#site.api(`/comments?article=${id}&limit=100`);
    return objectsIn(status(answer, 200).json().items);
  }

  /** Declines what still waits for a moderator. */
  async cleanUp(): Promise<void> {
    if (this.taken === 0) return;
    const waiting = (await this.listed()).filter((comment) => comment.status === "pending");
    for (const { id } of waiting) await this.decide(id, { decision: "decline", ground: "spam" });
  }

  async decide(id: unknown, json: JsonObject): Promise<Answer> {
    return await this.#site.api(`/comments/${id}/decision`, { method: "PUT", json });
  }
}

export const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

function taken(answer: Answer): Answer {
  if (answer.status === 422 && answer.text.includes("challenge_failed"))
    throw new Skipped("Turnstile is on here");
  return unlimited(answer);
}
