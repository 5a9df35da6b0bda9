import { tidy } from "../../articles/inscriptions.ts";
import { Unusable } from "./kind.ts";
import { findId, type Members, textIn, timeOf } from "./members.ts";
import { textsOf } from "./ninjs-texts.ts";

const GONE = /^(?:cancell?ed|withheld|unpublished)$/i;

/** Whether the sender took it back. IPTC has "canceled" and "withheld", Superdesk "unpublished" too. */
export function isGone(item: Members): boolean {
  return GONE.test(textIn(item, "pubstatus"));
}

/** Why an item is no article for readers, in plain words; undefined where it is one. IPTC: without a status it is usable. */
export function whyIgnored(item: Members): string | undefined {
  const said = tidy(textIn(item, "type"), 40).toLowerCase();
  const isBare = said === "" && textsOf(item, "body").length === 0;
  if (isBare && !isGone(item)) return "It has neither a type nor a text.";
  const type = said || "text";
  if (type === "composite") return "Packages are not taken: their items come by themselves.";
  if (type !== "text") return `Only texts are taken, and this is of the type "${type}".`;
  const status = tidy(textIn(item, "pubstatus"), 40).toLowerCase() || "usable";
  if (status !== "usable" && !isGone(item)) return `Its pubstatus "${status}" is not known.`;
  return undefined;
}

/** A version as digits without leading zeros: `version`, a text at Superdesk, or `correction_sequence`. Null where it is none. */
export function versionOf(item: Members): string | null {
  const version = findId(item, "version");
  const digits = [version, findId(item, "correction_sequence")].find((each) => /^\d{1,18}$/.test(each ?? ""));
  return digits === undefined ? null : String(BigInt(digits));
}

/**
 * When an item is to come out, where that is later than `now`: the latest of its embargo and its schedule. Else when it
 * first did, if that is said. Throws `Unusable` where an embargo can't be read: it must not be broken by mistake.
 */
export function publishAtOf(item: Members, now: number): number | undefined {
  const latest = Math.max(...["embargoed", "publish_schedule"].map((name) => heldUntil(item, name)));
  if (latest > now) return latest;
  const first = timeOf(textIn(item, "firstpublished"));
  return first !== null && first <= now ? first : undefined;
}

function heldUntil(item: Members, name: string): number {
  const said = item.get(name) ?? "";
  if (said === "") return 0;
  const at = timeOf(said);
  if (at === null) throw new Unusable(`${name} is no time.`);
  return at;
}
