import { type Answer, jsonOf, shown } from "./client.ts";
import { anAddress, comment, draft, publish, revise, type Story, story, storyOf } from "./newsroom.ts";
import type { Site } from "./site.ts";
import { Tally } from "./together.ts";

const EDITS_A_STORY = 6;
const FORM_EVERY = 3;

/** What the site said it has done. It has to be true after any kill. */
export interface Acknowledged {
  /** "ID revision" → headline. */
  revisions: Map<string, string>;
  /** Text → id; "" where only a receipt was given. */
  comments: Map<string, string>;
  /** Paths of receipts. */
  receipts: string[];
}

export function nothingYet(): Acknowledged {
  return { revisions: new Map(), comments: new Map(), receipts: [] };
}

/** Writers and commenters that go on until the site is killed under them. */
export class Load {
  readonly statuses = new Tally();
  readonly oddities: string[] = [];
  /** Requests that were under way when the site was killed. */
  unanswered = 0;
  /** Set just before the kill: from now on an error is what we wanted. */
  isKilled = false;
  readonly #site: Site;
  readonly #said: Acknowledged;
  #texts = 0;

  constructor(site: Site, said: Acknowledged) {
    this.#site = site;
    this.#said = said;
  }

  /** All of them at once; ends some time after the kill. */
  async run(round: number, { writers, commenters }: { writers: number; commenters: number }): Promise<void> {
    const shared = await story(this.#site, `Round ${round}, edited by all and discussed`);
    const writing = Array.from({ length: writers }, (_, n) =>
      this.#write(`Round ${round}, writer ${n}`, shared),
    );
    const talking = Array.from({ length: commenters }, (_, n) => this.#talk(`${round}.${n}`, shared.path));
    await Promise.all([...writing, ...talking].map((loop) => loop.catch((error) => this.#endedBy(error))));
  }

  #endedBy(error: unknown): void {
    if (this.isKilled) this.unanswered++;
    else this.oddities.push(String(error));
  }

  /** Makes a story, publishes it, edits it, and now and then the one that all writers edit. */
  async #write(who: string, shared: Story): Promise<void> {
    for (let n = 0; !this.isKilled; n++) {
      const headline = `${who}, story ${n}`;
      let own = this.#keep(await draft(this.#site, headline), headline);
      own = this.#keep(await publish(this.#site, own), headline);
      for (let edit = 0; edit < EDITS_A_STORY && !this.isKilled; edit++) {
        const next = `${headline}, edit ${edit}`;
        own = this.#keep(await revise(this.#site, own, { headline: next }), next);
      }
      await this.#editShared(shared, `${headline}: shared`);
    }
  }

  /** Others edit it at the same time: 412 is an answer as good as 200. */
  async #editShared({ id }: Story, headline: string): Promise<void> {
    const current = storyOf(await this.#site.api(`/articles/${id}`));
    const answer = await revise(this.#site, current, { headline });
    if (answer.status === 412) this.statuses.add(412);
    else this.#keep(answer, headline);
  }

  #keep(answer: Answer, headline: string): Story {
    this.statuses.add(answer.status);
    const kept = storyOf(answer);
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`a writer got ${shown(answer)}`);
    this.#said.revisions.set(`${kept.id} ${kept.revision}`, headline);
    return kept;
  }

  async #talk(who: string, path: string): Promise<void> {
    while (!this.isKilled) {
      const body = `Said by ${who} for the ${++this.#texts}. time.`;
      const answer = await (this.#texts % FORM_EVERY === 0
        ? this.#sendForm(path, body)
        : comment(this.#site, path, { name: "Rita", body }));
      this.statuses.add(answer.status);
      if (answer.status !== 201 && answer.status !== 303) throw new Error(`a commenter got ${shown(answer)}`);
      this.#said.comments.set(body, answer.status === 201 ? String(jsonOf(answer).id) : "");
      if (answer.status === 303) this.#said.receipts.push(String(answer.headers.location));
    }
  }

  #sendForm(path: string, body: string): Promise<Answer> {
    const headers = {
      Accept: "text/html",
      "CF-Connecting-IP": anAddress(),
      "Content-Type": "application/x-www-form-urlencoded",
      Origin: this.#site.origin,
    };
    const form = new URLSearchParams({ name: "Rita", body, website: "" }).toString();
    return this.#site.ask(`${path}/comments`, { method: "POST", body: form, headers });
  }
}
