import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { Tally } from "./together.ts";

/** Of so many ids one hangs, and a third fails in some way. */
const OF = 99;
const HANGS_BELOW = 1;
const BREAKS_BELOW = 12;
const IS_BUSY_BELOW = 22;
const FAILS_BELOW = 33;

interface Call {
  id: string;
  body: string;
  isSigned: boolean;
}

/** A receiver on this machine that fails at the first call of a third of all ids: each comes through by its second. */
export class FailingReceiver {
  /** In the order in which they came, those that were failed included. */
  readonly calls: Call[] = [];
  readonly answered = new Tally();
  secret = "";
  readonly #byId = new Map<string, Call[]>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FailingReceiver> {
    const server = createServer();
    const receiver = new FailingReceiver(server);
    server.on("request", (request, response) => {
      // Where the site dies while it sends there is nothing to answer.
      receiver.#take(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  callsOf(id: string): Call[] {
    return this.#byId.get(id) ?? [];
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString("utf8");
    const id = String(request.headers["webhook-id"]);
    const isFirst = this.callsOf(id).length === 0;
    const call = { id, body, isSigned: this.#isSigned(request, body) };
    this.calls.push(call);
    this.#byId.set(id, [...this.callsOf(id), call]);
    this.#answer(response, isFirst ? fateOf(id) : OF);
  }

  #answer(response: ServerResponse, fate: number): void {
    if (fate < HANGS_BELOW) return void this.answered.add("no answer");
    if (fate < BREAKS_BELOW) {
      this.answered.add("reset");
      return void response.socket?.resetAndDestroy();
    }
    if (fate < IS_BUSY_BELOW) {
      this.answered.add(429);
      return void response.writeHead(429, { "Retry-After": "2" }).end();
    }
    const status = fate < FAILS_BELOW ? 500 : 204;
    this.answered.add(status);
    response.writeHead(status).end();
  }

  #isSigned({ headers }: IncomingMessage, body: string): boolean {
    try {
      new Webhook(this.secret).verify(body, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    }
  }
}

/** From the end of the id, which is chance. */
function fateOf(id: string): number {
  return Number.parseInt(id.slice(-8), 16) % OF;
}
