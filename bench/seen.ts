import { quantile } from "./load.ts";
import { type Bench, HOSTS } from "./site.ts";
import { draft, publish } from "./story.ts";

export interface Seen {
  /** Milliseconds from the moment at which the publication was sent to the first front page that shows it. */
  median: number;
  slowest: number;
  publications: number;
}

const LIMIT_MS = 10_000;

/** Publishes stories one after the other while a reader asks for the front page, which is kept by the local edge, again and again. */
export async function publishToSeen(bench: Bench, publications: number): Promise<Seen> {
  const { pool } = bench;
  const times: number[] = [];
  for (let n = 0; n < publications; n++) {
    const headline = `Seen at once, number ${n} of ${Date.now()}`;
    const id = await draft(bench, headline);
    await frontPage(pool);
    const sent = performance.now();
    const published = publish(bench, id);
    while (!(await frontPage(pool)).includes(headline))
      if (performance.now() - sent > LIMIT_MS)
        throw new Error(`"${headline}" was not seen in ${LIMIT_MS} ms`);
    times.push(performance.now() - sent);
    await published;
  }
  return { median: quantile(times, 0.5), slowest: Math.max(...times), publications };
}

async function frontPage(pool: Bench["pool"]): Promise<string> {
  return await (await pool.request({ path: "/", method: "GET", headers: { host: HOSTS.site } })).body.text();
}
