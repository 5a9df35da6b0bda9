import * as z from "zod";
import { slugInput } from "../../articles/slug.ts";
import { listPage, listQuery, readCursor, writeCursor } from "../../http/cursor.ts";
import { json } from "../../http/respond.ts";
import { creation, endpoint } from "../../http/route.ts";
import { OUTCOMES } from "../inbound-schema.ts";
import { placeOf } from "./hook.ts";
import { entryJson, getEntry, type ListedEntry, listEntries, wholeEntryJson } from "./inbox-store.ts";
import { REPLAYABLE, replayOne, replaySlice, type Slice, sliceOutcome } from "./replay.ts";

const LIST = "inbox";
const REPLAY = "inbox-replay";
const byId = z.object({ id: z.string() });
const outcome = z.enum(OUTCOMES);
const time = z.iso.datetime();

const members = {
  id: z.string(),
  source: z.string(),
  deliveryId: z.string().describe("The sender's id of it, else its digest."),
  digest: z.string().describe("SHA-256 of the body."),
  outcome,
  why: z.string().nullable(),
  externalId: z.string().nullable(),
  version: z.string().nullable(),
  article: z.string().nullable().describe("Id of the article."),
  failures: z.int().describe("How often it failed by our own fault."),
  bytes: z.int().nullable().describe("Null where the body is forgotten: after 30 days."),
  receivedAt: time,
  handledAt: time.nullable(),
};
const entryOutput = z.object(members).meta({ id: "InboxEntry" });
const wholeOutput = z
  .object({ ...members, headers: z.record(z.string(), z.string()), body: z.string().nullable() })
  .meta({ id: "WholeInboxEntry" });

export const getInbox = endpoint(
  {
    id: "listInbox",
    method: "GET",
    path: "/api/v1/inbox",
    summary: "What sources delivered, newest first, and what became of it.",
    role: "publisher",
    query: z.object({ ...listQuery, source: slugInput.optional(), outcome: outcome.optional() }),
    output: z.object({ items: z.array(entryOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit, ...filter } }) => {
    const before = cursor === undefined ? undefined : (await readCursor(c.env, LIST, cursor)).id;
    const rows = await listEntries(act.db, { ...filter, limit, before });
    const positionOf = ({ id }: ListedEntry) => ({ at: 0, id });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    return json({ items: items.map(entryJson), nextCursor });
  },
);

export const getInboxEntry = endpoint(
  {
    id: "getInboxEntry",
    method: "GET",
    path: "/api/v1/inbox/:id",
    summary: "One delivery, with its body as it came.",
    role: "publisher",
    params: byId,
    output: wholeOutput,
    errors: ["not_found"],
  },
  async ({ act, params: { id } }) => json(wholeEntryJson(await getEntry(act.db, id))),
);

export const postReplay = creation(
  {
    id: "replayInboxEntry",
    method: "POST",
    path: "/api/v1/inbox/:id/replay",
    summary: "Handle a delivery anew; one that has done what it says already is left as it is.",
    role: "publisher",
    params: byId,
    output: wholeOutput,
    errors: ["not_found", "wrong_state"],
  },
  {
    make: async ({ c, act, params: { id } }) => {
      await replayOne(act, await placeOf(c), id);
      return { subject: id };
    },
    answer: async ({ act }, { subject }) => json(wholeEntryJson(await getEntry(act.db, subject))),
  },
);

const replayInput = z.strictObject({
  source: slugInput.optional(),
  outcome: z.enum(REPLAYABLE).default("failed"),
  cursor: z.string().optional().describe("Where the last slice ended."),
});
const sliceOutput = z.object({
  items: z.array(z.object({ id: z.string(), outcome, why: z.string().nullable() })),
  left: z.int().describe("How many are still to be replayed: ask again with nextCursor."),
  nextCursor: z.string().nullable(),
});

export const postReplays = creation(
  {
    id: "replayInbox",
    method: "POST",
    path: "/api/v1/inbox/replay",
    summary: "Handle the deliveries of one outcome anew, the oldest first, slice by slice.",
    role: "publisher",
    body: replayInput,
    bodyKind: "json",
    output: sliceOutput,
    errors: ["invalid", "bad_cursor"],
  },
  {
    make: async ({ c, act, body: { cursor, ...filter } }) => {
      const after = cursor === undefined ? "" : (await readCursor(c.env, REPLAY, cursor)).id;
      return { subject: await replaySlice(act, await placeOf(c), { ...filter, after }) };
    },
    answer: async ({ c, act }, { subject }) => {
      const { items, last, left } = await sliceOutcome(act.db, JSON.parse(subject) as Slice);
      const nextCursor = left > 0 ? await writeCursor(c.env, REPLAY, { at: 0, id: last }) : null;
      return json({ items, left, nextCursor });
    },
  },
);
