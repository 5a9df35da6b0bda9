import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { tidy } from "../../articles/inscriptions.ts";
import { element, plainOf, text } from "./html.ts";
import { listOf, type Members, textIn } from "./members.ts";

/** One of the texts of an item, in whatever version of ninjs it came. */
export interface Text {
  role: string;
  isHtml: boolean;
  value: string;
}

const STEMS = { headline: "headlines", body: "bodies", description: "descriptions" } as const;

/**
 * All headlines, bodies or descriptions of an item: ninjs 1 has them as members ("body_html", since 1.6 under any name
 * that begins so), ninjs 2 and 3 as lists of objects with a role and a content type.
 */
export function textsOf(item: Members, stem: keyof typeof STEMS): Text[] {
  const members = [...item].flatMap(([name, value]) => {
    if (name !== stem && !name.startsWith(`${stem}_`)) return [];
    return asText({ role: name.slice(stem.length + 1), value });
  });
  const listed = listOf(item.get(STEMS[stem])).flatMap((each) =>
    asText({ role: textIn(each, "role"), type: textIn(each, "contenttype"), value: each.get("value") }),
  );
  return [...members, ...listed];
}

function asText({ role, type = "", value }: { role: string; type?: string; value: unknown }): Text[] {
  if (typeof value !== "string" || value.trim() === "") return [];
  const isHtml = /html|rich/i.test(type || role);
  return isHtml || type === "" || /^text\/plain/i.test(type) ? [{ role, isHtml, value }] : [];
}

/** The headline, on one line; "" where there is none. Superdesk overwrites it by `title`, IPTC's items may have only that. */
export function headlineOf(item: Members): string {
  const texts = textsOf(item, "headline");
  const main = texts.find(({ role }) => role === "" || role === "main") ?? texts[0];
  return main ? short(main, 200) : tidy(textIn(item, "title"), 200);
}

/** What is said of an item in short, as plain text where it is there as such. */
export function descriptionOf(item: Members, max: number): string {
  const texts = textsOf(item, "description");
  const best = texts.find(({ isHtml }) => !isHtml) ?? texts[0];
  return best ? short(best, max) : "";
}

function short({ isHtml, value }: Text, max: number): string {
  return isHtml ? plainOf(value, max) : tidy(value, max);
}

/** The body as HTML: what came as such, else plain text in paragraphs; "" where there is none. */
export function bodyHtmlOf(item: Members): string {
  const texts = textsOf(item, "body");
  const html = texts.find(({ isHtml }) => isHtml);
  return html?.value ?? paragraphsOf(texts[0]?.value ?? "");
}

/** Agencies part paragraphs by an empty line or, where there is none, by each line's end. */
function paragraphsOf(plain: string): string {
  const parts = plain.split(/\n[ \t\r]*\n/);
  const lines = parts.length > 1 ? parts : plain.split("\n");
  const paragraphs = lines.filter((line) => line.trim() !== "");
  const children: ElementContent[] = paragraphs.map((line) => element("p", {}, [text(line.trim())]));
  return toHtml({ type: "root", children });
}
