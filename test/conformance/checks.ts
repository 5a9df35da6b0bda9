import type { Check } from "./check.ts";
import { always } from "./checks/always.ts";
import { archive } from "./checks/archive.ts";
import { articlePages } from "./checks/article-page.ts";
import { articles } from "./checks/articles.ts";
import { caching } from "./checks/caching.ts";
import { commentLimits } from "./checks/comment-limits.ts";
import { comments } from "./checks/comments.ts";
import { directory } from "./checks/directory.ts";
import { drafts } from "./checks/drafts.ts";
import { edits } from "./checks/edits.ts";
import { events } from "./checks/events.ts";
import { feeds } from "./checks/feeds.ts";
import { front } from "./checks/front.ts";
import { hooks } from "./checks/hooks.ts";
import { http } from "./checks/http.ts";
import { inbox } from "./checks/inbox.ts";
import { input } from "./checks/input.ts";
import { lists } from "./checks/lists.ts";
import { machines } from "./checks/machines.ts";
import { media } from "./checks/media.ts";
import { mediaEdits } from "./checks/media-edits.ts";
import { moderation } from "./checks/moderation.ts";
import { operation } from "./checks/operation.ts";
import { pages } from "./checks/pages.ts";
import { people } from "./checks/people.ts";
import { publication } from "./checks/publication.ts";
import { publisher } from "./checks/publisher.ts";
import { purging } from "./checks/purging.ts";
import { receiving } from "./checks/receiving.ts";
import { redirects } from "./checks/redirects.ts";
import { removal } from "./checks/removal.ts";
import { retries } from "./checks/retries.ts";
import { scheduling } from "./checks/scheduling.ts";
import { search } from "./checks/search.ts";
import { security } from "./checks/security.ts";
import { senderKinds } from "./checks/sender-kinds.ts";
import { settings } from "./checks/settings.ts";
import { sources } from "./checks/sources.ts";
import { erasure, standing } from "./checks/standing.ts";
import { webhooks } from "./checks/webhooks.ts";

/** Every check, in the order in which they run: comments stand together, as their minute is short. */
export const CHECKS: readonly Check[] = [
  // §0
  ...http,
  ...input,
  ...lists,
  ...edits,
  ...retries,
  // §1
  ...pages,
  ...archive,
  ...articlePages,
  ...search,
  ...security,
  // §2
  ...caching,
  ...purging,
  // §3
  ...articles,
  ...publication,
  ...removal,
  ...drafts,
  ...scheduling,
  ...front,
  ...media,
  ...mediaEdits,
  ...people,
  ...directory,
  ...redirects,
  ...publisher,
  ...settings,
  // §4
  ...comments,
  ...moderation,
  ...standing,
  ...commentLimits,
  ...erasure,
  // §5
  ...sources,
  ...hooks,
  ...inbox,
  ...senderKinds,
  // §6
  ...events,
  ...webhooks,
  ...receiving,
  // §7
  ...feeds,
  ...machines,
  // §3, §8
  ...operation,
  // What holds of every answer so far.
  ...always,
];
