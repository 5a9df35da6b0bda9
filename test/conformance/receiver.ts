import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import type { JsonObject } from "./answer.ts";
import { holds } from "./assert.ts";

const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 20;

/** A webhook as it came in. */
export interface Call {
  id: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  event: { id: string; type: string; timestamp: string; data: JsonObject };
  /** With which of the receiver's secrets the library says that it is signed. */
  signedBy: string[];
}

/** Takes webhooks on this machine, and checks them by the library that receivers use. */
export class Receiver {
  readonly calls: Call[] = [];
  secrets: string[] = [];
  /** The statuses that the next calls are answered with; then it is 204. */
  answers: number[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      receiver.#keep(request, Buffer.concat(parts).toString("utf8"));
      response.writeHead(receiver.answers.shift() ?? 204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
  }

  /** The first call that is `wanted`; fails where none comes in time. */
  async call(
    what: string,
    wanted: (call: Call) => boolean,
    { besides = [], patienceMs = PATIENCE_MS }: { besides?: Call[]; patienceMs?: number } = {},
  ): Promise<Call> {
    const find = () => this.calls.find((call) => !besides.includes(call) && wanted(call));
    for (const until = Date.now() + patienceMs; Date.now() < until && !find(); )
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const found = find();
    holds(
      found !== undefined,
      `${what} in ${patienceMs} ms`,
      this.calls.map(({ event }) => event.type).join(", "),
    );
    return found;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #keep({ url: path = "", headers }: IncomingMessage, body: string): void {
    const signedBy = this.secrets.filter((secret) => isSigned(secret, headers, body));
    const event = JSON.parse(body) as Call["event"];
    this.calls.push({ id: String(headers["webhook-id"]), path, headers, body, event, signedBy });
  }
}

function isSigned(secret: string, headers: IncomingHttpHeaders, body: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
