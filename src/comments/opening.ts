import { AppError } from "../errors.ts";
import { rfc3339 } from "../http/respond.ts";
import type { SiteFacts } from "../http/route.ts";
import { DAY_MS } from "./client-hash.ts";
import type { OpenArticle } from "./open-article.ts";
import { editorsBackAt } from "./reading-hours.ts";

export const CLOSED_REASONS = ["by_hand", "too_old", "outside_hours", "queue_full"] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

/** A full queue is looked at again after so long: nobody knows how fast it is read. */
const QUEUE_RETRY_S = 600;

/** Whether a discussion takes comments. */
export interface Opening {
  /** Why it does not; null where it does. */
  closed: ClosedReason | null;
  /** Milliseconds: when editors read comments again; null where they do now, or no hours are declared. */
  backAt: number | null;
}

/** Whether an article's discussion takes comments at this moment. What nothing but an editor can change comes first. */
export function openingOf(
  { comments, publishedAt, waiting }: Pick<OpenArticle, "comments" | "publishedAt" | "waiting">,
  { comments: settings, timeZone }: Pick<SiteFacts, "comments" | "timeZone">,
  now: number,
): Opening {
  const { closeAfterDays, hours, outsideHours, queueLimit } = settings;
  if (comments === "closed") return { closed: "by_hand", backAt: null };
  const isTooOld =
    closeAfterDays !== null && publishedAt !== null && now - publishedAt >= closeAfterDays * DAY_MS;
  if (isTooOld) return { closed: "too_old", backAt: null };
  const backAt = editorsBackAt({ hours, timeZone }, now);
  if (backAt !== null && outsideHours === "close") return { closed: "outside_hours", backAt };
  return { closed: (waiting ?? 0) >= queueLimit ? "queue_full" : null, backAt };
}

const DETAILS: Record<ClosedReason, (backAt: number | null) => string> = {
  by_hand: () => "Comments on this article are closed. You can still read what was said.",
  too_old: () =>
    "This article is too old for new comments: they are closed by themselves after some days. You can still read what was said.",
  outside_hours: (backAt) =>
    `Comments are taken while editors read them. Send yours again after ${rfc3339(backAt)}.`,
  queue_full: () => "So many comments wait for an editor that no more are taken. Send yours again later.",
};

/** 403 `comments_closed`, with the reason as `reason`, and with Retry-After where waiting helps. */
export function closedError(reason: ClosedReason, backAt: number | null, now: number): AppError {
  const waitS = backAt === null ? QUEUE_RETRY_S : Math.ceil((backAt - now) / 1_000);
  const isPassing = reason === "outside_hours" || reason === "queue_full";
  const headers: Record<string, string> = isPassing ? { "Retry-After": String(waitS) } : {};
  return new AppError("comments_closed", DETAILS[reason](backAt), { headers, extra: { reason } });
}
