import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { quantile } from "./load.ts";
import type { Bench } from "./site.ts";
import { ask, draft, publish } from "./story.ts";

export interface Heard {
  /** Milliseconds from the moment at which the publication was sent to the call that tells a receiver. */
  median: number;
  slowest: number;
  /** Milliseconds to the answer that the editor gets, the median: nothing is told before it is stored. */
  answered: number;
  publications: number;
}

const LIMIT_MS = 10_000;

/** Publishes stories one after the other, each when the receiver has heard of the one before. */
export async function publishToHeard(bench: Bench, publications: number): Promise<Heard> {
  const receiver = await Receiver.start();
  const wanted = { url: receiver.url, events: ["article.published"] };
  const { id: webhook } = await ask(bench, "POST", "/api/v1/webhooks", wanted);
  const heard: number[] = [];
  const answered: number[] = [];
  try {
    for (let n = 0; n < publications; n++) {
      const id = await draft(bench, `Heard at once, number ${n} of ${Date.now()}`);
      const told = receiver.hearsOf(id);
      const sent = performance.now();
      await publish(bench, id);
      answered.push(performance.now() - sent);
      heard.push((await told) - sent);
    }
  } finally {
    await ask(bench, "DELETE", `/api/v1/webhooks/${webhook}`);
    receiver.stop();
  }
  const [median, slowest] = [quantile(heard, 0.5), Math.max(...heard)];
  return { median, slowest, answered: quantile(answered, 0.5), publications };
}

/** A receiver on this machine that answers at once. */
class Receiver {
  readonly #waiting = new Map<string, (at: number) => void>();
  readonly #server = createServer(async (request, response) => {
    const at = performance.now();
    const event = (await json(request)) as { data: { article: { id: string } } };
    response.writeHead(204).end();
    this.#waiting.get(event.data.article.id)?.(at);
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** When the call that tells of an article came. */
  hearsOf(article: string): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const tooLate = () => reject(new Error(`A publication was not heard of in ${LIMIT_MS} ms`));
    const late = setTimeout(tooLate, LIMIT_MS);
    this.#waiting.set(article, (at) => {
      clearTimeout(late);
      resolve(at);
    });
    return promise;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
