import type { Answer } from "./client.ts";
import { anAddress, comment, draft } from "./newsroom.ts";
import type { Site } from "./site.ts";

export type Member = "headline" | "name" | "body";

/** One place where a reader or an editor can put a string. */
export interface Probe {
  name: string;
  /** Undefined: the string can't be put there, or another probe does the same. */
  send: (text: string) => Promise<Answer> | undefined;
  /** True where no string may be accepted. */
  isAlwaysRefused?: boolean;
  /** Where it is accepted: the text as the API must give it back. */
  keeps?: { member: Member; as: (text: string) => string }[];
  /** Tried where this one was refused with 422. */
  otherwise?: Probe;
}

/** Every probe. `path` is that of a published story. */
export function probesOf(site: Site, path: string): Probe[] {
  return [
    ...reading(site, "section path", "/"),
    ...reading(site, "article path", "/2026/01/02/"),
    ...reading(site, "before", "/world?before="),
    {
      name: "cursor",
      isAlwaysRefused: true,
      send: (text) => site.api(`/articles?cursor=${encodeURIComponent(text)}`),
    },
    ...reading(site, "q", "/search?q="),
    { name: "editors' q", send: (text) => site.api(`/articles?q=${encodeURIComponent(text)}`) },
    {
      name: "headline",
      send: (headline) => draft(site, headline),
      keeps: [{ member: "headline", as: (text) => text.trim() }],
    },
    commenting(site, path),
  ];
}

/** The string percent-encoded, and as it stands on the request line: there only visible ASCII is possible. */
function reading(site: Site, name: string, prefix: string): Probe[] {
  // As a client of its own: a limit would answer in the place of what is tried.
  const ask = (path: string) => site.ask(path, { headers: { "CF-Connecting-IP": anAddress() } });
  const raw = (text: string) => {
    const isOther = /^[\x21-\x7e]+$/.test(text) && encodeURIComponent(text) !== text;
    return isOther ? ask(prefix + text) : undefined;
  };
  return [
    { name, send: (text) => ask(prefix + encodeURIComponent(text)) },
    { name: `${name}, raw`, send: raw },
  ];
}

/** One comment with the string as both name and text; where that is refused, with the string as text alone. */
function commenting(site: Site, path: string): Probe {
  const body = { member: "body" as const, as: (text: string) => text.replace(/\r\n?/g, "\n").trim() };
  return {
    name: "comment",
    send: (text) => comment(site, path, { name: text, body: text }),
    keeps: [{ member: "name", as: asName }, body],
    otherwise: {
      name: "comment's text",
      send: (text) => comment(site, path, { name: "Ana", body: text }),
      keeps: [body],
    },
  };
}

/** CONTRACT §4: NFC, without bidi controls and zero-width characters, white space as one space. */
function asName(text: string): string {
  const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
  return text.replace(unseen, "").normalize("NFC").replace(/\s+/g, " ").trim();
}
