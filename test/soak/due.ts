import { setTimeout as delay } from "node:timers/promises";
import { draft, must, type Story, storyOf } from "./newsroom.ts";
import type { Site } from "./site.ts";

const POLL_MS = 10;
/** A story that is not there by then is given up. */
const PATIENCE_MS = 30_000;
/** Readers look at its address so long before its moment, and find nothing. */
const BEFORE_MS = 1_000;

/** A story that is scheduled, and where it will stand. */
export interface Appointment {
  id: string;
  headline: string;
  path: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** Makes a story for each moment and schedules it, in any order. */
export async function scheduleStories(
  site: Site,
  name: string,
  moments: readonly number[],
): Promise<Appointment[]> {
  const drafts: { headline: string; story: Story }[] = [];
  for (const n of moments.keys()) {
    const headline = `${name} story ${n}`;
    drafts.push({ headline, story: storyOf(await must(201, draft(site, headline))) });
  }
  const scheduled = drafts.map(async ({ headline, story: { id, revision } }, n) => {
    const at = moments[n] ?? 0;
    const json = { state: "published", at: new Date(at).toISOString() };
    const headers = { "If-Match": `"${revision}"` };
    await must(200, site.api(`/articles/${id}/publication`, { method: "PUT", json, headers }));
    return { id, headline, at, path: pathOf(headline, at) };
  });
  return await Promise.all(scheduled);
}

/** The site's zone is UTC. */
function pathOf(headline: string, at: number): string {
  const day = new Date(at).toISOString().slice(0, 10).replaceAll("-", "/");
  return `/${day}/${headline.toLowerCase().replaceAll(" ", "-")}`;
}

/** What a reader met who waited for a story. */
export interface Wait {
  story: Appointment;
  /** Status of its page a second before its moment. */
  before: number;
  /** Milliseconds from its moment until its page was there, through the cache; Infinity: it did not come. */
  late: number;
}

/** Looks a second before its moment, so that the edge keeps the absence, and from the moment on until it is there. */
export async function waitFor(site: Site, story: Appointment): Promise<Wait> {
  await until(story.at - BEFORE_MS);
  const { status: before } = await site.ask(story.path);
  await until(story.at);
  return { story, before, late: await appearanceOf(site, story, story.at) };
}

/** Milliseconds from `since` until its page is there; Infinity: it is given up. */
export async function appearanceOf(site: Site, { path }: Appointment, since: number): Promise<number> {
  while (Date.now() < since + PATIENCE_MS) {
    const { status } = await site.ask(path);
    if (status === 200) return Date.now() - since;
    await delay(POLL_MS);
  }
  return Number.POSITIVE_INFINITY;
}

export async function until(at: number): Promise<void> {
  await delay(Math.max(0, at - Date.now()));
}

/** What is wrong with what D1 holds of them: each published once, dated at its moment, in the order of the moments. */
export async function disorder(site: Site, stories: readonly Appointment[]): Promise<string[]> {
  const rows = await site.query(`SELECT subject, published_at AS at, status FROM events
    JOIN articles ON articles.id = subject WHERE type = 'article.published' ORDER BY seq`);
  const own = rows.filter(({ subject }) => stories.some(({ id }) => id === subject));
  const complaints = stories.flatMap(({ id, at, headline }) => {
    const found = own.filter(({ subject }) => subject === id);
    if (found.length !== 1) return [`${headline} was published ${found.length} times`];
    const [row] = found;
    return row?.at === at && row.status === "published"
      ? []
      : [`${headline} is ${row?.status} since ${row?.at}`];
  });
  const times = own.map((row) => Number(row.at));
  if (times.some((at, n) => at < (times[n - 1] ?? 0))) complaints.push(`the order is ${times.join(", ")}`);
  return complaints;
}
