import * as z from "zod";
import { line, prose } from "../http/text.ts";
import { MAX_COMMENT_BYTES } from "./comment-request.ts";
import { DECISIONS, GROUNDS, STANDINGS } from "./schema.ts";

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

const decisionMembers = {
  decision: z.enum(DECISIONS),
  ground: z.enum(GROUNDS).nullable().default(null),
  law: line(200).nullable().default(null),
  note: prose(1_000).nullable().default(null),
};
const isGrounded = ({ decision, ground }: { decision: string; ground: string | null }) =>
  decision === "publish" || ground !== null;
const groundNeeded = { path: ["ground"], error: `A ground is needed: ${GROUNDS.join(", ")}.` };

/** A moderator's decision; whatever is not published needs a ground. */
export const decisionInput = z.strictObject(decisionMembers).refine(isGrounded, groundNeeded);
export type DecisionInput = z.infer<typeof decisionInput>;

export const MAX_DECISIONS = 100;
const verdict = z
  .strictObject({ id: z.string().min(1).max(64), ...decisionMembers })
  .refine(isGrounded, groundNeeded);

/** Decisions on many comments, one on each. */
export const decisionsInput = z.strictObject({
  decisions: z
    .array(verdict)
    .min(1)
    .max(MAX_DECISIONS)
    .check(({ value, issues }) => {
      const ids = value.map(({ id }) => id);
      for (const [at, id] of ids.entries())
        if (ids.indexOf(id) < at)
          issues.push({
            ...{ code: "custom", input: id, path: [at, "id"] },
            message: `Two decisions are on the comment "${id}". Send one.`,
          });
    }),
});

/** What a moderator sets of a commenter, and why. */
export const standingInput = z.strictObject({ standing: z.enum(STANDINGS), reason: line(500, 1) });
export type StandingInput = z.infer<typeof standingInput>;
