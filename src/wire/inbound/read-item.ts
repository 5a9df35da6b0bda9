import { tidy } from "../../articles/inscriptions.ts";
import { hopsOf, MAX_HOPS } from "../../http/hops.ts";
import { type Entry, headersOf } from "./deliveries.ts";
import { type Item, type Kind, Unusable } from "./kind.ts";
import { kinds } from "./kinds.ts";
import type { Source } from "./source.ts";

/** Longer names of pieces are a mistake. */
const MAX_ID_CHARS = 500;
const MAX_WHY_CHARS = 500;

/** What a stored delivery says. Throws `Unusable`. */
export function readItem(
  source: Pick<Source, "kind">,
  entry: Pick<Entry, "body" | "headers" | "receivedAt">,
): Item {
  const { body, receivedAt } = entry;
  if (body === null) throw new Unusable("Its body was forgotten after 30 days.");
  const bytes = new Uint8Array(body);
  const headers = headersOf(entry);
  refuseCircle(hopsOf(headers));
  return itemIn(source, parsed(bytes), { headers, bytes, now: receivedAt });
}

function refuseCircle(hops: number): void {
  if (hops < MAX_HOPS) return;
  throw new Unusable(`It came by ${hops} webhooks already: it goes round in circles, and ends here.`);
}

/** What a payload says. Throws `Unusable`. */
export function itemIn({ kind }: Pick<Source, "kind">, ...of: Parameters<Kind["read"]>): Item {
  try {
    return sound(kinds[kind].read(...of));
  } catch (error) {
    throw isTooDeep(error) ? new Unusable("It is nested too deep.") : error;
  }
}

/** Whoever walks down a payload may run out of stack. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

/** The item, if what it is told by can be stored and compared. Throws `Unusable`. */
function sound(item: Item): Item {
  const { externalId, version, at, why } = item;
  const isName = externalId !== "" && externalId.length <= MAX_ID_CHARS && externalId.isWellFormed();
  if (!isName || /\p{Cc}/u.test(externalId))
    throw new Unusable(`A piece needs an id of 1 to ${MAX_ID_CHARS} characters.`);
  if (version !== null && !/^\d{1,40}$/.test(version)) throw new Unusable("A version is made of digits.");
  const said = why === undefined ? {} : { why: tidy(why, MAX_WHY_CHARS) };
  return { ...item, ...said, at: at !== null && Number.isFinite(at) ? Math.trunc(at) : null };
}

function parsed(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    throw new Unusable("The body has to be one JSON value in UTF-8.");
  }
}
