import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

const TIMEOUT_MS = 30_000;

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  body?: string | Uint8Array;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Speaks to the site with plain node:http: it sends a path as it stands, where `fetch` would tidy it up. */
export class Client {
  readonly #port: number;
  #agent = newAgent();

  constructor(port: number) {
    this.#port = port;
  }

  /** One request; redirects are not followed. Rejects where no whole answer came. */
  async ask(path: string, asked: Asked = {}): Promise<Answer> {
    const body = asked.json === undefined ? asked.body : JSON.stringify(asked.json);
    const type = asked.json === undefined ? {} : { "Content-Type": "application/json" };
    const length = body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
    const headers = { ...type, ...length, ...asked.headers };
    const method = asked.method ?? (body === undefined ? "GET" : "POST");
    return await new Promise<Answer>((resolve, reject) => {
      const options = { host: "localhost", port: this.#port, path, method, headers, agent: this.#agent };
      const sent = request({ ...options, timeout: TIMEOUT_MS }, (message) =>
        whole(message).then(resolve, reject),
      );
      sent.once("timeout", () => sent.destroy(new Error(`no answer in ${TIMEOUT_MS / 1_000} s`)));
      sent.once("error", reject);
      sent.end(body);
    });
  }

  /** Drops all connections: after a kill none of them leads anywhere. */
  reset(): void {
    this.#agent.destroy();
    this.#agent = newAgent();
  }
}

function newAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, scheduling: "lifo" });
}

async function whole(message: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return { status: message.statusCode ?? 0, headers: message.headers, bytes: Buffer.concat(parts) };
}

type Json = Record<string, unknown>;

/** The answer's JSON object; an empty one where it is none. */
export function jsonOf({ bytes }: Answer): Json {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Json) : {};
  } catch {
    return {};
  }
}

/** "500 {…" for a complaint: the status and how the body begins. */
export function shown({ status, bytes }: Answer): string {
  return `${status} ${bytes.toString("utf8", 0, 300).replaceAll(/\s+/g, " ")}`;
}
