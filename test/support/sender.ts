import { Webhook } from "standardwebhooks";
import { must } from "./factories.ts";
import { request } from "./request.ts";

export interface Answered {
  status: number;
  outcome: string;
  why?: string;
  article?: { id: string; url: string | null; revision: number };
  code?: string;
  detail?: string;
  errors?: { path: string; code: string; message: string }[];
}

export interface Sent {
  /** webhook-id; a new one where nothing is said. */
  id?: string;
  /** When it is signed, milliseconds. */
  at?: number;
  secret?: string;
  headers?: Record<string, string>;
}

let deliveries = 0;

/** A newsroom that publishes here by Standard Webhooks, signed by the library that receivers and senders use. */
export class Sender {
  readonly slug: string;
  readonly token: string;
  secret: string;

  private constructor(token: string, slug: string, secret: string) {
    this.token = token;
    this.slug = slug;
    this.secret = secret;
  }

  /** Makes its source: what it sends is published in the section "world". */
  static async of(token: string, members: Record<string, unknown> = {}): Promise<Sender> {
    const json = { slug: "wire", kind: "standard", defaultSection: "world", publish: "publish", ...members };
    const source = await must<{ slug: string; secret: string }>(
      201,
      request("/api/v1/sources", { token, json }),
    );
    return new Sender(token, source.slug, source.secret);
  }

  /** Signs and delivers a body, whatever it is. */
  async deliver(body: string | Uint8Array<ArrayBuffer>, sent: Sent = {}): Promise<Answered> {
    const answer = await request(`/hooks/${this.slug}`, { body, headers: this.headersOf(body, sent) });
    return { status: answer.status, ...(await answer.json<Omit<Answered, "status">>()) };
  }

  /** The headers with which a body is sent: signed as it is, byte by byte. */
  headersOf(
    body: string | Uint8Array<ArrayBuffer>,
    { id = `msg_${++deliveries}`, at = Date.now(), secret = this.secret, headers }: Sent = {},
  ): Record<string, string> {
    const text =
      typeof body === "string"
        ? body
        : new TextDecoder("utf-8", { fatal: false, ignoreBOM: true }).decode(body);
    return {
      "Content-Type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1_000)),
      "webhook-signature": new Webhook(secret).sign(id, new Date(at), text),
      ...headers,
    };
  }

  /** Sends a piece as published. */
  async publish(data: Record<string, unknown>, sent: Sent = {}): Promise<Answered> {
    return await this.deliver(published(data), sent);
  }

  /** Takes a piece back. */
  async withdraw(data: Record<string, unknown>, sent: Sent = {}): Promise<Answered> {
    return await this.deliver(withdrawn(data), sent);
  }

  /** What the inbox has of it, newest first. */
  async inbox(query = ""): Promise<Record<string, unknown>[]> {
    const answer = request(`/api/v1/inbox${query}`, { token: this.token });
    return (await must<{ items: Record<string, unknown>[] }>(200, answer)).items;
  }
}

const SAID_AT = "2026-11-20T07:13:00.000Z";

/** A delivery of a piece, "ferry" in its first version where nothing else is said. */
export function published({ timestamp = SAID_AT, ...data }: Record<string, unknown>): string {
  const piece = { externalId: "ferry", headline: "The ferry sails", body: { source: "It left at dawn." } };
  return JSON.stringify({ type: "article.published", timestamp, data: { ...piece, ...data } });
}

export function withdrawn({ timestamp = SAID_AT, ...data }: Record<string, unknown>): string {
  return JSON.stringify({ type: "article.withdrawn", timestamp, data: { externalId: "ferry", ...data } });
}
