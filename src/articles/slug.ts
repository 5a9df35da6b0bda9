import * as z from "zod";

export const SLUG_MAX_CHARS = 80;

/** First path segments that are taken: no section or page may have them. CONTRACT §1. */
const RESERVED = new Set([
  "api",
  "archive",
  "assets",
  "authors",
  "cdn-cgi",
  "comments",
  "corrections",
  "desk",
  "favicon.ico",
  "feed",
  "healthz",
  "hooks",
  "icons",
  "in-short",
  "manifest.webmanifest",
  "media",
  "notices",
  "preview",
  "search",
  "sitemaps",
  "topics",
  "transparency",
]);

/** Letters and digits of any script, lower case, with hyphens between them, NFC, 80 characters at most. */
const SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:-[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*$/u;

function isSlug(text: string): boolean {
  return (
    SHAPE.test(text) &&
    text === text.normalize("NFC").toLowerCase() &&
    Array.from(text).length <= SLUG_MAX_CHARS
  );
}

export const slugInput = z
  .string()
  .max(200)
  .refine(isSlug, "Lower-case letters, digits and hyphens, at most 80 characters.");

/** The slug of a section or page: no reserved word, and no number that could be a year of the archive. */
export const topLevelSlug = slugInput.refine(
  (slug) => !isReserved(slug),
  "This word is reserved. Choose another one.",
);

export function isReserved(slug: string): boolean {
  return RESERVED.has(slug) || /^\d+$/.test(slug);
}

/** A slug made from a headline or name; empty where it has neither letter nor digit. */
export function slugify(text: string): string {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’ʼ]/g, "")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => word.replace(/^\p{M}+/u, ""))
    .filter((word) => word !== "");
  return shorten(words.join("-")).normalize("NFC");
}

/** Cut between words where that is possible. */
function shorten(slug: string): string {
  const chars = Array.from(slug);
  if (chars.length <= SLUG_MAX_CHARS) return slug;
  const cut = chars.slice(0, SLUG_MAX_CHARS).join("");
  const lastHyphen = cut.lastIndexOf("-");
  return lastHyphen > SLUG_MAX_CHARS / 2 ? cut.slice(0, lastHyphen) : cut.replace(/-+$/, "");
}

/** "budget" → "budget-2": the `n`th slug of that wording on one day, still within the limit. */
export function numbered(slug: string, n: number): string {
  if (n === 1) return slug;
  const suffix = `-${n}`;
  return `${Array.from(slug)
    .slice(0, SLUG_MAX_CHARS - suffix.length)
    .join("")
    .replace(/-+$/, "")}${suffix}`;
}
