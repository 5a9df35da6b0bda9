import { type Answer, jsonOf, shown } from "./client.ts";
import type { Site } from "./site.ts";

export interface Story {
  id: string;
  path: string;
  revision: number;
}

let clients = 0;

/** A client's address that nobody has used in this run. */
export function anAddress(): string {
  clients++;
  return `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
}

/** Sends a comment as a program does, from an address of its own unless one is given. */
export function comment(site: Site, path: string, json: unknown, address = anAddress()): Promise<Answer> {
  return site.ask(`${path}/comments`, { json, headers: { "CF-Connecting-IP": address } });
}

/** Makes the section and the author that every story here names. */
export async function furnish(site: Site): Promise<void> {
  const section = { name: "World", kind: "stories" };
  await must(200, site.api("/sections/world", { method: "PUT", json: section }));
  await must(200, site.api("/authors/mara-lind", { method: "PUT", json: { name: "Mara Lind" } }));
}

/** A draft with everything that publishing needs. */
export function draft(site: Site, headline: string, members: object = {}): Promise<Answer> {
  const body = { source: "The first ship came in at dawn.\n\n> We had waited for it." };
  const json = { section: "world", headline, body, authors: ["mara-lind"], ...members };
  return site.api("/articles", { json });
}

export function publish(site: Site, { id, revision }: Pick<Story, "id" | "revision">): Promise<Answer> {
  const json = { state: "published" };
  return site.api(`/articles/${id}/publication`, { method: "PUT", json, headers: ifMatch(revision) });
}

export function revise(
  site: Site,
  { id, revision }: Pick<Story, "id" | "revision">,
  json: unknown,
): Promise<Answer> {
  return site.api(`/articles/${id}`, { method: "PATCH", json, headers: ifMatch(revision) });
}

function ifMatch(revision: number): Record<string, string> {
  return { "If-Match": `"${revision}"` };
}

/** A published story. */
export async function story(site: Site, headline: string): Promise<Story> {
  const made = storyOf(await must(201, draft(site, headline)));
  return storyOf(await must(200, publish(site, made)));
}

export function storyOf(answer: Answer): Story {
  const { id, path, revision } = jsonOf(answer);
  return { id: String(id), path: String(path), revision: Number(revision) };
}

/** The answer; throws where its status is another one. */
export async function must(status: number, asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status !== status) throw new Error(`${status} was expected: ${shown(answer)}`);
  return answer;
}

/** Every item of a list of the API, page by page. */
export async function listed(site: Site, path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let cursor: unknown = ""; cursor !== null && cursor !== undefined; ) {
    const next = cursor === "" ? "" : `&cursor=${encodeURIComponent(String(cursor))}`;
    const page = jsonOf(
      await must(200, site.api(`${path}${path.includes("?") ? "&" : "?"}limit=100${next}`)),
    );
    if (Array.isArray(page.items)) items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}
