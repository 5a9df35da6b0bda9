import { languageTag, line } from "../../http/text.ts";
import { Unusable } from "./kind.ts";

/**
 * An object of a sender's JSON, its members under their names in lower case: ninjs 3 writes `versionCreated` where 2
 * wrote `versioncreated`.
 */
export type Members = ReadonlyMap<string, unknown>;

/** The members of an object; none where it is something else. */
export function membersOf(value: unknown): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

/** No article has more authors, topics or pictures; what comes after is not looked at. */
const MAX_LISTED = 500;

/** The objects of a list, the first 500; none where it is something else. */
export function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.slice(0, MAX_LISTED).map(membersOf) : [];
}

/** The first of these members that is a text with something in it; else "". */
export function textIn(members: Members, ...names: string[]): string {
  const texts = names.map((name) => members.get(name));
  return texts.find((text): text is string => typeof text === "string" && text.trim() !== "") ?? "";
}

const identifier = line(300, 1);

/** The first of these members that can be an id: a text on one line, or a whole number. */
export function findId(members: Members, ...names: string[]): string | undefined {
  const values = names.map((name) => members.get(name));
  const ids = values.map((value) =>
    identifier.safeParse(Number.isSafeInteger(value) ? String(value) : value),
  );
  return ids.find(({ success }) => success)?.data;
}

/** The same. Throws `Unusable` where there is none. */
export function idIn(members: Members, ...names: string[]): string {
  const id = findId(members, ...names);
  if (id === undefined) throw new Unusable(`It has no ${names.join(" or ")} to know it by.`);
  return id;
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
const OLDEST = Date.UTC(1_000, 0, 2);

/**
 * A time as milliseconds: ISO 8601 with the offset in either form (Superdesk writes "+0000", which RFC 3339 has not), UTC
 * where there is none. Null where it is none.
 */
export function timeOf(value: unknown): number | null {
  const [, day, time = "00:00", zone = "Z"] = TIME.exec(typeof value === "string" ? value.trim() : "") ?? [];
  if (day === undefined) return null;
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const at = Date.parse(`${day}T${time}${sign ? `${sign}${hours}:${minutes}` : "Z"}`);
  return at >= OLDEST ? at : null;
}

/** A language tag (BCP 47) as senders write it, "en_GB" included; undefined where it is none. */
export function languageOf(value: unknown): string | undefined {
  const tag = languageTag.safeParse(typeof value === "string" ? value.trim().replaceAll("_", "-") : value);
  return tag.success ? tag.data : undefined;
}

/** An address of theirs that can be linked to or fetched; undefined where it is none. */
export function addressOf(value: unknown): string | undefined {
  const url = typeof value === "string" ? URL.parse(value.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return url.href.length <= 2_000 ? url.href : undefined;
}

/** The members that have a value, as `exactOptionalPropertyTypes` wants them. */
export function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A line as the headline that every article needs. Throws `Unusable` where there is nothing to see in it. */
export function headlineFrom(line: string): string {
  if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(line)) return line;
  throw new Unusable("It has no headline.");
}
