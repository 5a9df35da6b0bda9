import { type Item, type Kind, Unusable } from "../../src/wire/inbound/kind.ts";
import { kinds } from "../../src/wire/inbound/kinds.ts";
import { must } from "./factories.ts";
import { request } from "./request.ts";
import type { Answered } from "./sender.ts";

/** A sender who says plainly what its items are, and has neither ids nor a time in its signature: the secret itself. */
const plain: Kind = {
  isSigned: async ({ headers }, secrets) => secrets.includes(headers.get("x-plain-secret") ?? ""),
  deliveryId: () => null,
  read: (payload) => {
    if (typeof payload !== "object" || payload === null) throw new Unusable("No item.");
    return payload as Item;
  },
};

/** Lets "wordpress" mean the plain kind; gives what puts back what it meant. */
export function speakPlainly(): () => void {
  const table: { wordpress?: Kind } = kinds;
  const before = table.wordpress;
  table.wordpress = plain;
  return () => {
    if (before) table.wordpress = before;
    else delete table.wordpress;
  };
}

/** Makes a source of the plain kind; gives the way to send it items. */
export async function plainSender(token: string, members: Record<string, unknown> = {}) {
  const json = { slug: "plain", kind: "wordpress", defaultSection: "world", publish: "publish", ...members };
  const { secret } = await must<{ secret: string }>(201, request("/api/v1/sources", { token, json }));
  return async (item: Partial<Item>): Promise<Answered> => {
    const sent = { externalId: "ferry", version: null, at: null, action: "publish", ...item };
    const answer = await request("/hooks/plain", { json: sent, headers: { "x-plain-secret": secret } });
    return { status: answer.status, ...(await answer.json<Omit<Answered, "status">>()) };
  };
}
