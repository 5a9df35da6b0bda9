import type { AppError, FieldError } from "../errors.ts";
import { type Chrome, localeOf } from "../ui/chrome.ts";
import { sayRefusal } from "../ui/refusal.ts";
import { type Words, words } from "../ui/words.ts";
import type { Fields } from "./fields.ts";

/** What is wrong with a form of the desk: `field` is the one it stands beside, "" for the whole form. */
export interface Problem {
  field: "law" | "note" | "ground" | "ids" | "reason" | "";
  message: string;
}

const MAX_CHARS = { law: 200, note: 1_000, reason: 500 };

/** What is wrong, in the site's language. */
export function problemsOf(error: AppError, fields: Fields, chrome: Chrome): Problem[] {
  const { language } = localeOf(chrome);
  const say = words(language);
  if (error.errors.length > 0) return error.errors.map((each) => problemOf(each, fields, say));
  const isGone = error.code === "wrong_state" || error.code === "not_found";
  return [{ field: "", message: isGone ? say.desk.notDone : sayRefusal(error, chrome).detail }];
}

/** By the last word of the path: "decisions.0.note". */
function problemOf({ path, code }: FieldError, fields: Fields, { desk, ...say }: Words): Problem {
  const name = path.split(".").at(-1) ?? "";
  if (name === "decisions" || name === "id") return { field: "ids", message: desk.nothingTicked };
  if (name === "ground" || name === "decision") return { field: "ground", message: desk.groundNeeded };
  if (name !== "law" && name !== "note" && name !== "reason")
    return { field: "", message: say.refusals.invalid.detail };
  if (code === "too_big")
    return { field: name, message: say.textTooLong(MAX_CHARS[name], fields.text(name).length) };
  const isMissing = name === "reason" && fields.text(name).trim() === "";
  return { field: name, message: isMissing ? desk.reasonNeeded : say.fields.unstorable };
}
