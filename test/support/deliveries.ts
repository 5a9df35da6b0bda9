import { expect } from "vitest";
import { renderBody, textOf } from "../../src/articles/body.ts";
import { type Delivery, type Item, type Kind, Unusable } from "../../src/wire/inbound/kind.ts";

export const NOW = Date.parse("2026-11-26T06:00:00Z");

/** A delivery of these bytes, with these headers. */
export function aDelivery(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  now = NOW,
): Delivery {
  const bytes = typeof body === "string" ? Uint8Array.from(new TextEncoder().encode(body)) : body;
  return { headers: new Headers(headers), bytes, now };
}

/** What a kind reads in a payload. Fails where it throws anything but `Unusable`. */
export function readBy(kind: Kind, payload: unknown): Item | Unusable {
  try {
    return kind.read(payload, aDelivery(""));
  } catch (error) {
    expect(error).toBeInstanceOf(Unusable);
    return error as Unusable;
  }
}

/** What a kind reads in a payload that it can use. */
export function itemBy(kind: Kind, payload: unknown): Item {
  const read = readBy(kind, payload);
  if (read instanceof Unusable) throw read;
  return read;
}

/** One word for what became of it. */
export function outcomeOf(read: Item | Unusable): string {
  return read instanceof Unusable ? "unusable" : read.action;
}

/** The words that readers would see of the article's body. */
export function wordsOf({ article }: Item): string {
  const { body } = article ?? { body: { format: "html" as const, source: "" } };
  return textOf(renderBody(body.format, body.source).html).trim();
}

/** How often each outcome came, by the folder of the file. */
export function tableOf(
  rows: readonly { folder: string; outcome: string }[],
): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { folder, outcome } of rows) {
    table[folder] ??= {};
    table[folder][outcome] = (table[folder][outcome] ?? 0) + 1;
  }
  return table;
}
