import { type Chrome, localeOf } from "./chrome.ts";
import { type Words, words } from "./words.ts";

/** A refusal as pages say it; an AppError is one. */
export interface Refusal {
  code: string;
  status: number;
  /** In English. */
  title: string;
  /** In English. */
  message: string;
  /** What an editor said of it, in whatever language. */
  grounds: { reason: string | null; law: string | null };
  headers: Record<string, string>;
}

/** A title and what it means, and the language that they are in. */
export interface Said {
  title: string;
  detail: string;
  language: string;
}

const WAIT_S = 60;

/** A refusal in the site's language; in its own English where the catalogue has no words for it. */
export function sayRefusal(refusal: Pick<Refusal, "code" | "title" | "message">, chrome: Chrome): Said {
  const { code, title, message } = refusal;
  const { language } = localeOf(chrome);
  const { refusals } = words(language);
  if (!isKnown(code, refusals)) return { title, detail: message, language: "en" };
  const said = refusals[code];
  return { title: said.title, detail: said.detail.replace("#", chrome.site?.url ?? ""), language };
}

function isKnown(code: string, refusals: Words["refusals"]): code is keyof Words["refusals"] {
  return Object.hasOwn(refusals, code);
}

/** When to try again, from the seconds of `Retry-After` (RFC 9110 §10.2.3). */
export function sayWait({ headers }: Pick<Refusal, "headers">, language: string): string {
  return words(language).waitAgain(Number(headers["Retry-After"] ?? WAIT_S));
}
