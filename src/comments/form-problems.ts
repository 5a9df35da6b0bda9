import type { AppError, FieldError } from "../errors.ts";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { sayRefusal, sayWait } from "../ui/refusal.ts";
import { type Words, words } from "../ui/words.ts";
import { BODY_MAX_CHARS, NAME_MAX_CHARS, typedLength } from "./input.ts";
import { CLOSED_REASONS, type ClosedReason } from "./opening.ts";

/** What was typed into the fields that people see. */
interface Typed {
  name: string;
  body: string;
}

/** What is wrong with a form, in the site's language; `path` is the field's name, "" for the whole form. */
export function problemsOf(
  error: AppError,
  chrome: Chrome,
  typed: Typed,
): Pick<FieldError, "path" | "message">[] {
  const { language } = localeOf(chrome);
  const reason = CLOSED_REASONS.find((known) => known === error.extra.reason);
  if (reason) return [{ path: "", message: sayClosed(reason, language) }];
  if (error.errors.length === 0) {
    const { detail } = sayRefusal(error, chrome);
    return [{ path: "", message: error.status === 429 ? `${detail} ${sayWait(error, language)}` : detail }];
  }
  const say = words(language);
  return error.errors.map((field) => ({ path: field.path, message: messageOf(field, say, typed) }));
}

/** Why no comments are taken. */
export function sayClosed(reason: ClosedReason, language: string): string {
  const { closed, closedBecause } = words(language);
  return reason === "by_hand" ? closed : closedBecause[reason];
}

function messageOf(field: FieldError, say: Words, typed: Typed): string {
  const { path, code, message } = field;
  if (code === "unknown_member") return say.fields.unknown(path);
  const refused = BY_CODE[code];
  if (refused) return say.fields[refused];
  if (path === "name") return nameMessage(code, say, typed.name);
  if (path === "body") return bodyMessage(code, say, typed.body);
  return path === "parentId" ? say.fields.parentGone : message;
}

type Refused = Exclude<keyof Words["fields"], "unknown">;

const BY_CODE: Record<string, Refused> = {
  name_reserved: "nameReserved",
  unreadable: "nameUnreadable",
  automated: "hidden",
  unknown_parent: "parentGone",
  too_deep: "parentIsReply",
};

function nameMessage(code: string, say: Words, typed: string): string {
  if (code === "too_big") return say.nameTooLong(NAME_MAX_CHARS, typedLength("name", typed));
  return code === "custom" ? say.fields.unstorable : say.fields.nameNeeded;
}

function bodyMessage(code: string, say: Words, typed: string): string {
  if (code === "too_big") return say.textTooLong(BODY_MAX_CHARS, typedLength("body", typed));
  return code === "custom" ? say.fields.unstorable : say.fields.textNeeded;
}
