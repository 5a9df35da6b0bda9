import type { JsonObject } from "./answer.ts";
import { status, text } from "./assert.ts";
import { Skipped } from "./check.ts";
import { lazily } from "./lazily.ts";
import { Receiver } from "./receiver.ts";
import { Sender, type SenderKind } from "./sender.ts";
import type { Site } from "./site.ts";

/** What a run has at both ends of the wire: sources that send, and webhooks that are told. All are deleted at the end. */
export class Wire {
  readonly #site: Site;
  readonly #made: string[] = [];
  #receiver: Receiver | undefined;

  constructor(site: Site) {
    this.#site = site;
  }

  /** Sources whose articles are published at once, in the run's own section, one of each kind. */
  readonly standard = lazily(() => this.sender("standard"));
  readonly superdesk = lazily(() => this.sender("superdesk"));
  readonly ghost = lazily(() => this.sender("ghost"));
  readonly wordpress = lazily(() => this.sender("wordpress"));

  /** A section that the sources map "probes" to. */
  readonly mapped = lazily(async () => {
    const slug = `${this.#site.newsroom.name}-mapped`;
    const json = { name: slug, description: "Made by a conformance run." };
    status(await this.#site.api(`/sections/${slug}`, { method: "PUT", json }), 200);
    this.#made.push(`/sections/${slug}`);
    return slug;
  });

  /** A source of its own; `name` tells it from the others. */
  async sender(kind: SenderKind, name: string = kind, members: JsonObject = {}): Promise<Sender> {
    const { newsroom } = this.#site;
    const slug = `${newsroom.name}-${name}`;
    const [[defaultAuthor], defaultSection] = [await newsroom.authors(), await newsroom.section()];
    const takes = { defaultSection, defaultAuthor, sections: { probes: await this.mapped() } };
    const json = { slug, kind, publish: "publish", ...takes, ...members };
    const made = status(await this.#site.api("/sources", { method: "POST", json }), 201).json();
    this.#made.push(`/sources/${slug}`);
    return new Sender(this.#site, { slug, kind, secret: text("secret", made.secret) });
  }

  /** An address that is public by its name, and nobody's (RFC 2606). */
  get nobodysUrl(): string {
    return `https://${this.#site.newsroom.name}.invalid/hook`;
  }

  /** A webhook, as it was answered with its secret. */
  async webhook(members: JsonObject = {}): Promise<JsonObject & { id: string; secret: string }> {
    const json = { url: this.nobodysUrl, events: ["notice.*"], ...members };
    const made = status(await this.#site.api("/webhooks", { method: "POST", json }), 201).json();
    const id = text("id", made.id);
    this.#made.push(`/webhooks/${id}`);
    return { ...made, id, secret: text("secret", made.secret) };
  }

  /** A receiver on this machine, and a webhook that tells it of articles. Skips where the site can't reach it. */
  readonly receiver = lazily(async () => {
    if (!this.#site.isLocal)
      throw new Skipped("NOT TRIED: a site elsewhere can't reach a receiver on this machine");
    if (!(await this.isPrivateAllowed()))
      throw new Skipped("NOT TRIED: a receiver on this machine needs a site with ALLOW_PRIVATE_WEBHOOKS=1");
    this.#receiver = await Receiver.start();
    const { id, secret } = await this.webhook({ url: this.#receiver.url, events: ["article.*"] });
    this.#receiver.secrets = [secret];
    return Object.assign(this.#receiver, { id });
  });

  /** Whether webhooks may lead to this machine: an operator's word, for development. */
  readonly isPrivateAllowed = lazily(async () => {
    const json = { url: "http://127.0.0.1:9/", events: ["notice.*"] };
    const answer = await this.#site.api("/webhooks", { method: "POST", json });
    if (answer.status === 201) this.#made.push(`/webhooks/${answer.json().id}`);
    return answer.status === 201;
  });

  /** Ends the receiver and deletes what was made; sections when their articles are gone, if nothing of them is left. */
  async cleanUp(): Promise<void> {
    for (const path of this.#made.toReversed()) await this.#site.api(path, { method: "DELETE" });
    this.#receiver?.stop();
  }
}
