import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "../answer.ts";
import { holds } from "../assert.ts";
import { Mismatch, Skipped } from "../check.ts";
import type { Asked, Site } from "../site.ts";

/** A data centre has many machines: each may have to be asked once. On this machine the second answer has to be a HIT. */
const TRIES = 12;
const TRIES_LOCAL = 3;
const PAUSE_MS = 300;

let paths = 0;

/** A path that nobody has asked for yet, and that is not there: the only public page that can be made without a token. */
export function newPath({ newsroom }: Site): string {
  paths += 1;
  return `/${newsroom.name}-nothing-${paths}`;
}

/** The answer once it comes from the cache. */
export async function kept(site: Site, path: string, asked: Asked = {}): Promise<Answer> {
  const seen: string[] = [];
  for (let n = 0; n < (site.isLocal ? TRIES_LOCAL : TRIES); n += 1) {
    if (n > 1) await delay(PAUSE_MS);
    const answer = await site.ask(path, asked);
    seen.push(cacheStatus(answer));
    if (seen.at(-1) === "HIT") return answer;
  }
  throw new Mismatch(`a HIT from GET ${path}`, seen.join(", "));
}

export function cacheStatus(answer: Answer): string {
  const status = answer.header("CF-Cache-Status");
  if (status === "") throw new Skipped(`no CF-Cache-Status from ${answer.call}: is there an edge?`);
  return status;
}

/** Which render an answer shows: the id of the request that it was made for is kept with it. */
export function renderOf(answer: Answer): string {
  const id = answer.header("X-Request-Id");
  holds(id !== "", `an X-Request-Id from ${answer.call}`, "none");
  return id;
}

/** A page that is kept for five minutes may run out during a check that began with it at this age, seconds. */
const OLD_S = 240;

/** Fails where something has put another render into the place of this one, or thrown it out. */
export async function stillKept(site: Site, before: Answer, after: string): Promise<void> {
  const now = await kept(site, before.path);
  if (Number(before.header("Age")) > OLD_S) throw new Skipped(`${before.path} ran out meanwhile: once more`);
  holds(
    renderOf(now) === renderOf(before),
    `the kept page of ${before.path} after ${after}`,
    `another, ${now.header("Age")} s old`,
  );
}
