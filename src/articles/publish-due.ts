import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { type Due, listDue } from "./due.ts";
import { putOnPaper } from "./publish-article.ts";
import { findArticle } from "./store.ts";

/** So often it is read again because somebody changed it meanwhile. */
const ATTEMPTS = 10;

interface Run {
  /** IANA name of the site's zone: its day is in the paths. */
  timeZone: string;
  /** Where the run before ended. */
  after: Due;
}

export interface Ran {
  /** The last story tried; undefined: nothing (more) was due. */
  last: Due | undefined;
  /** What is worth another attempt soon. */
  failures: string[];
}

/**
 * Publishes the next run of stories that are due, in the order of their moments, each dated at its own. What is not
 * ready any more is logged and stays scheduled; nothing that happens to one story keeps the others back.
 */
export async function publishDue(act: Act, { timeZone, after }: Run): Promise<Ran> {
  const due = await listDue(act.db, act.now, after);
  const failures: string[] = [];
  for (const { id } of due)
    try {
      await publishStory(act, id, timeZone);
    } catch (error) {
      const isRefused = error instanceof AppError;
      console.error(
        JSON.stringify({ level: "error", message: "not published", article: id, error: String(error) }),
      );
      if (!isRefused) failures.push(`${id}: ${error}`);
    }
  return { last: due.at(-1), failures };
}

/** Nothing where it is no longer scheduled, or for a later moment: an editor was faster, or another clock. */
async function publishStory(act: Act, id: string, timeZone: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const article = await findArticle(act.db, id);
    if (article?.status !== "scheduled" || article.scheduledFor === null) return;
    if (article.scheduledFor > act.now) return;
    if (await putOnPaper(act, article, { publishedAt: article.scheduledFor, timeZone })) return;
  }
  throw new Error("it is changed too often");
}
