import { quantile } from "./load.ts";
import { type Bench, HOSTS } from "./site.ts";

export interface Seen {
  /** Milliseconds from the moment at which the publication was sent to the first front page that shows it. */
  median: number;
  slowest: number;
  publications: number;
}

const LIMIT_MS = 10_000;

/** Publishes stories one after the other while a reader asks for the front page, which is kept by the local edge, again and again. */
export async function publishToSeen({ pool, token }: Bench, publications: number): Promise<Seen> {
  const headers = { host: HOSTS.site, "content-type": "application/json", authorization: `Bearer ${token}` };
  const times: number[] = [];
  for (let n = 0; n < publications; n++) {
    const headline = `Seen at once, number ${n} of ${Date.now()}`;
    const json = { headline, section: "world", authors: ["author-1"], body: { source: "It is out." } };
    const path = "/api/v1/articles";
    const made = await pool.request({ path, method: "POST", headers, body: JSON.stringify(json) });
    const { id } = (await made.body.json()) as { id: string };
    await frontPage(pool);
    const sent = performance.now();
    const published = pool.request({
      path: `${path}/${id}/publication`,
      method: "PUT",
      headers: { ...headers, "if-match": '"1"' },
      body: '{"state":"published"}',
    });
    while (!(await frontPage(pool)).includes(headline))
      if (performance.now() - sent > LIMIT_MS)
        throw new Error(`"${headline}" was not seen in ${LIMIT_MS} ms`);
    times.push(performance.now() - sent);
    await (await published).body.dump();
  }
  return { median: quantile(times, 0.5), slowest: Math.max(...times), publications };
}

async function frontPage(pool: Bench["pool"]): Promise<string> {
  return await (await pool.request({ path: "/", method: "GET", headers: { host: HOSTS.site } })).body.text();
}
