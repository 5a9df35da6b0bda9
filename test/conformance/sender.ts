import { createHmac, randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type Answer, isObject, type JsonObject } from "./answer.ts";
import { text } from "./assert.ts";
import type { Site } from "./site.ts";

export type SenderKind = "standard" | "superdesk" | "ghost" | "wordpress";

export interface Source {
  slug: string;
  kind: SenderKind;
  secret: string;
}

interface Signing {
  /** webhook-id; a new one where nothing is said. */
  id?: string;
  /** When it is signed, milliseconds. */
  at?: number;
  secret?: string;
}

/** Signs for a source as senders of its kind do. */
export class Sender {
  readonly #site: Site;
  readonly source: Source;

  constructor(site: Site, source: Source) {
    this.#site = site;
    this.source = source;
  }

  /** Delivers a body as it stands, or a value as JSON. */
  async deliver(body: unknown, signing: Signing = {}): Promise<Answer> {
    const bytes = typeof body === "string" ? body : JSON.stringify(body);
    const headers = { "Content-Type": "application/json", ...this.headersOf(bytes, signing) };
    const answer = await this.#site.ask(`/hooks/${this.source.slug}`, {
      method: "POST",
      body: bytes,
      headers,
    });
    if (answer.status === 201) this.#site.newsroom.adopt(referenceIn(answer).id);
    return answer;
  }

  /** Kind `standard`: an article in some version. */
  async publish(data: JsonObject, signing?: Signing): Promise<Answer> {
    return await this.deliver(message("article.published", data), signing);
  }

  /** Kind `standard`: takes it back. */
  async withdraw(data: JsonObject, signing?: Signing): Promise<Answer> {
    return await this.deliver(message("article.withdrawn", data), signing);
  }

  headersOf(body: string | Uint8Array, signing: Signing = {}): Record<string, string> {
    const { id = randomUUID(), at = Date.now(), secret = this.source.secret } = signing;
    const hmac = (hash: string, ...parts: (string | Uint8Array)[]) => {
      const mac = createHmac(hash, secret);
      for (const part of parts) mac.update(part);
      return mac.digest("hex");
    };
    switch (this.source.kind) {
      case "superdesk":
        return { "x-superdesk-signature": `sha1=${hmac("sha1", body)}` };
      case "ghost":
        return { "X-Ghost-Signature": `sha256=${hmac("sha256", body, String(at))}, t=${at}` };
      case "wordpress":
        return { "X-Hub-Signature-256": `sha256=${hmac("sha256", body)}` };
      case "standard":
        return {
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at / 1_000)),
          "webhook-signature": new Webhook(secret).sign(id, new Date(at), Buffer.from(body).toString()),
        };
    }
  }
}

/** A body of the kind `standard`. */
export function message(type: string, data: JsonObject): JsonObject {
  return { type, timestamp: new Date().toISOString(), data };
}

/** The article that an answer names; its path is "" where readers don't see it. */
export function referenceIn(answer: Answer): { id: string; path: string; revision: number } {
  const { article } = answer.json();
  const { id, url, revision } = isObject(article) ? article : {};
  const path = typeof url === "string" ? new URL(url).pathname : "";
  return { id: text(`article.id of ${answer.call}`, id), path, revision: Number(revision) };
}
