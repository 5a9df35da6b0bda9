import { type Bench, HOSTS } from "./site.ts";

type Asking = Pick<Bench, "pool" | "token">;

const ARTICLES = "/api/v1/articles";

function headersOf({ token }: Asking): Record<string, string> {
  return { host: HOSTS.site, "content-type": "application/json", authorization: `Bearer ${token}` };
}

/** Asks the API, and gives its answer. Throws where it refuses. */
export async function ask(
  bench: Asking,
  method: "POST" | "DELETE",
  path: string,
  json?: unknown,
): Promise<Record<string, unknown>> {
  const body = json === undefined ? null : JSON.stringify(json);
  const answer = await bench.pool.request({ path, method, headers: headersOf(bench), body });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path} was refused: ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A new draft's id. */
export async function draft(bench: Asking, headline: string): Promise<string> {
  const json = { headline, section: "world", authors: ["author-1"], body: { source: "It is out." } };
  return String((await ask(bench, "POST", ARTICLES, json)).id);
}

/** Publishes a new draft. */
export async function publish(bench: Asking, id: string): Promise<void> {
  const answer = await bench.pool.request({
    path: `${ARTICLES}/${id}/publication`,
    method: "PUT",
    headers: { ...headersOf(bench), "if-match": '"1"' },
    body: '{"state":"published"}',
  });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`A publication was answered ${answer.statusCode}`);
}
