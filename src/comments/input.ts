import * as z from "zod";
import { line, prose } from "../http/text.ts";
import { MAX_COMMENT_BYTES } from "./comment-request.ts";
import { COMMENT_STATUSES, DECISIONS, GROUNDS } from "./schema.ts";

export const NAME_MAX_CHARS = 60;
export const BODY_MAX_CHARS = 3_000;

/** Bidi controls, zero-width characters, fillers: they can make a name look like another one, or like none. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

function undisguised(name: string): string {
  return name.replace(UNSEEN, "").normalize("NFC").replace(/\s+/g, " ").trim();
}

function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

/** At least one character that is seen, at most `max` as a reader counts them: code points, not UTF-16 units. */
function counted(text: z.ZodString, { max, field }: { max: number; field: string }) {
  return text.check(({ value, issues }) => {
    const length = [...value].length;
    const about = { origin: "string", input: value, inclusive: true } as const;
    if (length > max)
      issues.push({
        ...about,
        code: "too_big",
        maximum: max,
        message: `${field} may have ${max} characters; this has ${length}.`,
      });
    if (value.replace(UNSEEN, "").replace(BLANK, "") === "")
      issues.push({ ...about, code: "too_small", minimum: 1, message: `${field} is needed.` });
  });
}

/** The characters of what was typed, as its limit counts them. */
export function typedLength(field: "name" | "body", typed: string): number {
  return [...(field === "name" ? undisguised(typed) : withPlainBreaks(typed))].length;
}

/** White space, and the Braille pattern without dots. */
const BLANK = /[\s\u2800]/g;
/** The body's bytes are capped before, so this never refuses: `counted` does. */
const ANY_LENGTH = MAX_COMMENT_BYTES;

const name = z
  .string()
  .transform(undisguised)
  .pipe(counted(line(ANY_LENGTH), { max: NAME_MAX_CHARS, field: "A name" }));
const body = z
  .string()
  .transform(withPlainBreaks)
  .pipe(counted(prose(ANY_LENGTH), { max: BODY_MAX_CHARS, field: "A text" }));

/** A comment as it is sent. `website` is the hidden field that stays empty. CONTRACT §4. */
export const commentInput = z.strictObject({
  name,
  body,
  parentId: z
    .string()
    .max(64)
    .nullish()
    .transform((id) => id || null),
  website: z.string().optional(),
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

export const commentOutput = z
  .object({
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
  })
  .meta({ id: "Comment" });
