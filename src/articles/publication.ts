import type { Act } from "../http/actor.ts";
import { rfc3339 } from "../http/respond.ts";
import type { Article } from "./article.ts";
import type { PublicationInput } from "./input.ts";
import { publishArticle } from "./publish-article.ts";
import { removeArticle } from "./remove-article.ts";
import { scheduleArticle } from "./schedule-article.ts";
import { unscheduleArticle } from "./unschedule-article.ts";
import { withdrawArticle } from "./withdraw-article.ts";

interface Change {
  id: string;
  /** Opaque values of If-Match. */
  tags: string[];
  body: PublicationInput;
  /** IANA name of the site's zone. */
  timeZone: string;
}

/** The body as an orphan keeps it: times are texts. */
function asSent(body: PublicationInput): object {
  return "at" in body && body.at !== undefined ? { ...body, at: rfc3339(body.at) } : body;
}

/** Brings an article into the state that is asked for. Throws what the verb of that state throws. */
export async function changePublication(act: Act, { body, timeZone, ...which }: Change): Promise<Article> {
  const change = { ...which, body: asSent(body) };
  if (body.state === "withdrawn") return await withdrawArticle(act, { ...change, reason: body.reason });
  if (body.state === "removed")
    return await removeArticle(act, { ...change, reason: body.reason, law: body.law });
  if (body.state === "draft") return await unscheduleArticle(act, change);
  if (body.at !== undefined && body.at > act.now)
    return await scheduleArticle(act, { ...change, at: body.at });
  return await publishArticle(act, { ...change, at: body.at, timeZone });
}
