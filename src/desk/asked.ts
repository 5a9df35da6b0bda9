import * as z from "zod";
import { COMMENT_STATUSES } from "../comments/schema.ts";

export const QUEUE = "/desk/comments";

const id = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .optional()
  .catch(undefined);

/** What a moderator looks at; whatever can't be understood is left out. */
export const askedInput = z.object({
  status: z.enum(COMMENT_STATUSES).optional().catch(undefined),
  article: id,
  commenter: id,
  /** A cursor. */
  after: z.string().min(1).max(600).optional().catch(undefined),
  /** The comment that is open; the first where nothing is said. */
  open: id,
  /** What was just done (notice.ts). */
  did: z.string().max(6_000).optional().catch(undefined),
});
export type Asked = z.infer<typeof askedInput>;

/** What the list holds: whatever waits, where nothing else is asked for. */
export function filterOf({ status, article, commenter }: Asked) {
  const isAnything = status === undefined && article === undefined && commenter === undefined;
  return { status: isAnything ? ("pending" as const) : status, article, commenter };
}

/** The address of the queue as asked for; empty members are left out. */
export function addressOf(asked: Asked): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) if (value) parameters.set(name, value);
  return parameters.size > 0 ? `${QUEUE}?${parameters}` : QUEUE;
}
