export interface PurgeOptions {
  tags?: string[];
  pathPrefixes?: string[];
  purgeEverything?: boolean;
}

export interface PurgeResult {
  success: boolean;
  errors: { code: number; message: string }[];
}

/** What a purge has to know of a page. */
export interface Purgeable {
  /** Begins with its path. */
  baseKey: string;
  tags: ReadonlySet<string>;
}

export type PurgeKind = "purged" | "invalidated";

interface Purge {
  number: number;
  kind: PurgeKind;
  covers(page: Purgeable): boolean;
}

const MAX_OPERATIONS = 100;
/** Renders that began before the oldest purge remembered count as purged. */
const PURGES_REMEMBERED = 200;

// One numbering for renders and purges tells which came first; the clock stands still between I/O.
let lastNumber = 0;
let forgottenUpTo = 0;
let remembered: Purge[] = [];

/** The number of a render that begins now. */
export function beginRender(): number {
  lastNumber += 1;
  return lastNumber;
}

/** Remembers a purge, and gives the test of what it covers. */
export function recordPurge(kind: PurgeKind, options: PurgeOptions): Purge {
  lastNumber += 1;
  const purge = { number: lastNumber, kind, covers: coverageOf(options) };
  remembered.push(purge);
  if (remembered.length > PURGES_REMEMBERED) forgottenUpTo = remembered.shift()?.number ?? forgottenUpTo;
  return purge;
}

/** What has befallen a page since its render began; the harder of two counts. */
export function purgedSince(began: number, page: Purgeable): PurgeKind | undefined {
  if (began < forgottenUpTo) return "purged";
  const hits = remembered.filter((purge) => purge.number > began && purge.covers(page));
  if (hits.some((purge) => purge.kind === "purged")) return "purged";
  return hits.length > 0 ? "invalidated" : undefined;
}

/** Whether nothing at all was purged since that render began. */
export function isNewerThanPurges(began: number): boolean {
  return began > forgottenUpTo && began > (remembered.at(-1)?.number ?? 0);
}

/** Forgets the purges; a render that is still under way will not be stored. */
export function forgetPurges(): void {
  remembered = [];
  lastNumber += 1;
  forgottenUpTo = lastNumber;
}

/** Why the platform would refuse this call, if it would. */
export function refusalOf({ tags = [], pathPrefixes = [], purgeEverything = false }: PurgeOptions) {
  const operations = tags.length + pathPrefixes.length;
  if (purgeEverything && operations > 0) return "purgeEverything excludes tags and pathPrefixes";
  if (!purgeEverything && operations === 0)
    return "nothing to purge: give tags, pathPrefixes or purgeEverything";
  if (operations > MAX_OPERATIONS) return `${operations} operations in one call: at most ${MAX_OPERATIONS}`;
  const bad = pathPrefixes.find((prefix) => /:\/\/|[?#]/.test(prefix));
  return bad === undefined ? undefined : `"${bad}" is not a path: no scheme, host, query or fragment`;
}

function coverageOf(options: PurgeOptions): (page: Purgeable) => boolean {
  if (options.purgeEverything) return () => true;
  const tags = (options.tags ?? []).map((tag) => tag.toLowerCase());
  const prefixes = (options.pathPrefixes ?? []).map((prefix) => `/${prefix.replace(/^\//, "")}`);
  return (page) =>
    tags.some((tag) => page.tags.has(tag)) || prefixes.some((prefix) => page.baseKey.startsWith(prefix));
}
