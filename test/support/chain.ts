import { request } from "./request.ts";

export interface ChainJson {
  article: { id: string; url: string };
  algorithm: string;
  versions: VersionJson[];
  next: string | null;
}
export interface VersionJson {
  number: number;
  at: string;
  previous: string | null;
  hash: string;
  content: {
    headline: string;
    standfirst: string;
    section: string | null;
    byline: string[];
    lead: { media: string; caption: string; alt: string } | null;
    body: string;
    corrections: { at: string; text: string }[];
    [member: string]: unknown;
  };
}

/** The whole history of an article as its public chain says it, the oldest version first. */
export async function chainOf(path: string): Promise<ChainJson> {
  const chain = await (await request(`${path}/history.json`)).json<ChainJson>();
  for (let { next } = chain; next !== null; ) {
    const { pathname, search } = new URL(next);
    const older = await (await request(pathname + search)).json<ChainJson>();
    chain.versions.push(...older.versions);
    next = older.next;
  }
  chain.versions.reverse();
  return chain;
}

/** What is wrong with a chain, recomputed from its JSON alone; nothing where it holds. */
export async function faultsOf({ article, versions }: ChainJson): Promise<string[]> {
  const faults: string[] = [];
  let before: string | null = null;
  for (const [at, { hash, ...version }] of versions.entries()) {
    if (version.number !== at + 1) faults.push(`number ${version.number} stands in place ${at + 1}`);
    if (version.previous !== before) faults.push(`${version.number} does not follow the one before`);
    if (hash !== (await sha256(canonical({ article: article.id, ...version }))))
      faults.push(`${version.number} has another hash`);
    before = hash;
  }
  return faults;
}

/** RFC 8785, written anew: the check must not lean on what it checks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join()}}`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
