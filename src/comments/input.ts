import * as z from "zod";
import { line, prose } from "../http/text.ts";
import { COMMENT_STATUSES, DECISIONS, GROUNDS } from "./schema.ts";

export const NAME_MAX_CHARS = 60;
export const BODY_MAX_CHARS = 3_000;

/** Bidi controls and zero-width characters: they can make a name look like another one. */
const DISGUISE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c\u180e]/g;

function undisguised(name: string): string {
  return name.normalize("NFC").replace(DISGUISE, "").replace(/\s+/g, " ").trim();
}

const name = z.string().max(1_000).transform(undisguised).pipe(line(NAME_MAX_CHARS, 1));
const body = z
  .string()
  .max(3 * BODY_MAX_CHARS)
  .transform((text) => text.replaceAll("\r\n", "\n").trim())
  .pipe(prose(BODY_MAX_CHARS).min(1));

/** A comment as it is sent. `website` is the hidden field that stays empty. CONTRACT §4. */
export const commentInput = z.strictObject({
  name,
  body,
  parentId: z
    .string()
    .max(64)
    .nullish()
    .transform((id) => id || null),
  website: z.string().max(1_000).optional(),
  "cf-turnstile-response": z.string().max(3_000).optional(),
});
export type CommentInput = z.infer<typeof commentInput>;

/** A moderator's decision; whatever is not published needs a ground. */
export const decisionInput = z
  .strictObject({
    decision: z.enum(DECISIONS),
    ground: z.enum(GROUNDS).nullable().default(null),
    law: line(200).nullable().default(null),
    note: prose(1_000).nullable().default(null),
  })
  .refine(({ decision, ground }) => decision === "publish" || ground !== null, {
    path: ["ground"],
    error: `A ground is needed: ${GROUNDS.join(", ")}.`,
  });
export type DecisionInput = z.infer<typeof decisionInput>;

export const commentOutput = z.object({
  id: z.string(),
  article: z.object({ id: z.string(), url: z.string(), headline: z.string() }),
  parentId: z.string().nullable(),
  name: z.string(),
  body: z.string(),
  status: z.enum(COMMENT_STATUSES),
  standing: z.string(),
  createdAt: z.iso.datetime(),
  decision: z
    .object({
      decision: z.enum(DECISIONS),
      ground: z.enum(GROUNDS).nullable(),
      law: z.string().nullable(),
      note: z.string().nullable(),
      moderator: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
});
