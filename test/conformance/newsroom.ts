import type { Answer, JsonObject } from "./answer.ts";
import { equal, holds, status, text } from "./assert.ts";
import { lazily } from "./lazily.ts";
import { PNG } from "./pictures.ts";
import type { Asked, Site } from "./site.ts";

/** An article as the checks need it; `json` is all that the API said of it. */
export interface Article {
  id: string;
  revision: number;
  status: string;
  /** Empty until it is published. */
  path: string;
  headline: string;
  json: JsonObject;
}

/** A run's own section, authors, picture and articles, each made when the first check asks for it. */
export class Newsroom {
  readonly #site: Site;
  readonly #ids: string[] = [];
  /** In every name that this run makes. */
  readonly name = `conformance-${Date.now().toString(36)}`;
  readonly publicEmail = `${this.name}-open@example.org`;
  readonly privateEmail = `${this.name}-secret@example.org`;

  constructor(site: Site) {
    this.#site = site;
  }

  readonly section = lazily(async () => {
    await this.#put(`/sections/${this.name}`, { name: this.name, description: "Made by a conformance run." });
    return this.name;
  });

  /** The slugs of an author whose e-mail is public, and of one whose is not. */
  readonly authors = lazily(async () => {
    const [open, closed] = [`${this.name}-open`, `${this.name}-closed`];
    await this.#put(`/authors/${open}`, {
      name: "Conny Formann",
      email: this.publicEmail,
      emailPublic: true,
    });
    await this.#put(`/authors/${closed}`, {
      name: "Norma Silent",
      email: this.privateEmail,
      emailPublic: false,
    });
    return [open, closed];
  });

  readonly picture = lazily(async () => {
    const said = new URLSearchParams({
      alt: "A grey dot",
      caption: `Caption of ${this.name}`,
      credit: "Conformance Press",
    });
    return status(await this.upload(PNG, "image/png", said.toString()), 201).json();
  });

  /** Another picture, that no article shows yet. */
  async ownPicture(): Promise<JsonObject> {
    return status(await this.upload(PNG, "image/png", "alt=A+grey+dot"), 201).json();
  }

  /** A published story with everything that an article page can carry. */
  readonly story = lazily(async () => {
    const lead = { media: (await this.picture()).id, caption: null };
    const draft = await this.draft({ label: "Probe", lead, topics: ["Conformance"] });
    const published = await this.publish(draft);
    const json = { text: `Correction of ${this.name}.` };
    const corrected = await this.#site.api(`/articles/${draft.id}/corrections`, { method: "POST", json });
    return this.#article(status(corrected, 201)) ?? published;
  });

  async upload(body: Uint8Array | string, type: string, query = ""): Promise<Answer> {
    return await this.#site.api(`/media?${query}`, {
      method: "POST",
      body,
      headers: { "Content-Type": type },
    });
  }

  /** A draft with everything that publishing needs. */
  async draft(members: JsonObject = {}): Promise<Article> {
    const headline = `Probe ${this.#ids.length + 1} of ${this.name}`;
    const body = { format: "markdown", source: `Body of ${this.name}.\n\nSecond paragraph.` };
    const [section, authors] = [await this.section(), await this.authors()];
    const json = { section, authors, headline, standfirst: `Standfirst of ${this.name}.`, body, ...members };
    const article = this.#article(status(await this.#site.api("/articles", { method: "POST", json }), 201));
    this.#ids.push(article.id);
    return article;
  }

  async published(members: JsonObject = {}): Promise<Article> {
    return await this.publish(await this.draft(members));
  }

  async publish(article: Article, members: JsonObject = {}): Promise<Article> {
    return this.#article(status(await this.putPublication(article, { state: "published", ...members }), 200));
  }

  async withdraw(article: Article): Promise<Article> {
    const body = { state: "withdrawn", reason: "It was a probe." };
    return this.#article(status(await this.putPublication(article, body), 200));
  }

  /** Schedules it for a moment, milliseconds since 1970. */
  async schedule(article: Article, at: number): Promise<Article> {
    const body = { state: "published", at: new Date(at).toISOString() };
    return this.#article(status(await this.putPublication(article, body), 200));
  }

  async unschedule(article: Article): Promise<Article> {
    return this.#article(status(await this.putPublication(article, { state: "draft" }), 200));
  }

  /** Changes the article as it stands now. */
  async patch(article: Article, patch: JsonObject): Promise<Article> {
    return this.#article(status(await this.tryPatch(article, patch), 200));
  }

  async tryPatch(
    { id, revision }: Article,
    json: JsonObject,
    headers: Asked["headers"] = {},
  ): Promise<Answer> {
    const ifMatch = { "If-Match": `"${revision}"`, ...headers };
    return await this.#site.api(`/articles/${id}`, { method: "PATCH", json, headers: ifMatch });
  }

  async putPublication({ id, revision }: Article, json: JsonObject): Promise<Answer> {
    const headers = { "If-Match": `"${revision}"` };
    return await this.#site.api(`/articles/${id}/publication`, { method: "PUT", json, headers });
  }

  async read(id: string): Promise<Article> {
    return this.#article(status(await this.#site.api(`/articles/${id}`), 200));
  }

  /** Takes an article that was made otherwise for this run's own. */
  adopt(id: string): void {
    this.#ids.push(id);
  }

  /** Takes back what can be taken back; gives what is left, in words. */
  async cleanUp(): Promise<string> {
    if (this.#ids.length === 0) return "nothing was made";
    let withdrawn = 0;
    for (const id of this.#ids) {
      const left = await this.#site.api(`/articles/${id}`);
      if (left.status === 200 && (await this.#takeBack(this.#article(left)))) withdrawn++;
    }
    const others = [`/sections/${this.name}`, `/authors/${this.name}-open`, `/authors/${this.name}-closed`];
    for (const path of others) await this.#site.api(path, { method: "DELETE" });
    return `${withdrawn} articles of ${this.name} are withdrawn; what the API can't delete (drafts, section, authors, pictures) stays`;
  }

  async #takeBack(article: Article): Promise<boolean> {
    if (article.status === "scheduled") return await this.#takeBack(await this.unschedule(article));
    if (article.status === "draft") await this.#site.api(`/articles/${article.id}`, { method: "DELETE" });
    if (article.status !== "published") return false;
    const gone = await this.withdraw(article);
    await this.tryPatch(gone, { section: null, authors: [] });
    return true;
  }

  async #put(path: string, json: JsonObject): Promise<void> {
    status(await this.#site.api(path, { method: "PUT", json }), 200);
  }

  #article(answer: Answer): Article {
    const json = answer.json();
    holds(
      Number.isInteger(json.revision),
      `an integer revision from ${answer.call}`,
      JSON.stringify(json.revision),
    );
    equal(`ETag of ${answer.call}`, answer.etag, `"${json.revision}"`);
    return {
      id: text("id", json.id),
      revision: Number(json.revision),
      status: text("status", json.status),
      path: json.path === null ? "" : text("path", json.path),
      headline: text("headline", json.headline),
      json,
    };
  }
}
