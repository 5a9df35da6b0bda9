import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";
import { Mismatch } from "./check.ts";

/** The texts of all h1, with tags removed and entities resolved. */
export function headings({ text }: Answer): string[] {
  return [...text.matchAll(/<h1[^>]*>([\s\S]*?)<\/h1>/g)].map(([, inner = ""]) => plain(inner));
}

export function plain(html: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? "");
  return text.replace(/\s+/g, " ").trim();
}

export function canonicalOf({ text }: Answer): string | undefined {
  return /<link rel="canonical" href="([^"]*)"/.exec(text)?.[1];
}

/** The site's colours and type: what the style sheets of all its pages begin with. */
export function designOf({ text }: Answer): string {
  return /<style>\s*:root\s*\{[^}]*\}|<link[^>]*rel="stylesheet"[^>]*>/.exec(text)?.[0] ?? "";
}

/** Scripts that are no data, and that the page's policy does not allow by their hash. */
export function strangeScripts(answer: Answer): string[] {
  const policy = answer.header("Content-Security-Policy");
  const scripts = /<script(?![^>]*type="application\/ld\+json")([^>]*)>([\s\S]*?)<\/script>/gi;
  const isOwn = (text: string) =>
    policy.includes(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return [...answer.text.matchAll(scripts)].flatMap(([script, attributes, text = ""]) =>
    attributes === "" && isOwn(text) ? [] : [script],
  );
}

/** What stands behind `<body`. */
export function bodyOf({ text }: Answer): string {
  return text.slice(text.indexOf("<body"));
}

/** Fails unless each of these stands in the text, one behind the other. */
export function inOrder(text: string, parts: readonly [name: string, mark: string][]): void {
  let at = 0;
  let before = "the beginning";
  for (const [name, mark] of parts) {
    const found = text.indexOf(mark, at);
    if (found === -1)
      throw new Mismatch(`${name} behind ${before}`, text.includes(mark) ? "it before" : `no "${mark}"`);
    at = found + mark.length;
    before = name;
  }
}
