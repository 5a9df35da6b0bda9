import type { Act } from "../http/actor.ts";
import type { Article } from "./article.ts";
import type { PublicationInput } from "./input.ts";
import { publishArticle } from "./publish-article.ts";
import { removeArticle } from "./remove-article.ts";
import { withdrawArticle } from "./withdraw-article.ts";

interface Change {
  id: string;
  /** Opaque values of If-Match. */
  tags: string[];
  body: PublicationInput;
  /** IANA name of the site's zone. */
  timeZone: string;
}

/** Brings an article into the state that is asked for; each state has its verb, which says what it throws. */
export async function changePublication(act: Act, { body, timeZone, ...which }: Change): Promise<Article> {
  const change = { ...which, body };
  switch (body.state) {
    case "published":
      return await publishArticle(act, { ...change, at: body.at, timeZone });
    case "withdrawn":
      return await withdrawArticle(act, { ...change, reason: body.reason });
    case "removed":
      return await removeArticle(act, { ...change, reason: body.reason, law: body.law });
  }
}
