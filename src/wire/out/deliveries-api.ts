import * as z from "zod";
import { listPage, listQuery, readCursor } from "../../http/cursor.ts";
import { json } from "../../http/respond.ts";
import { type AppContext, creation, endpoint } from "../../http/route.ts";
import { DELIVERY_STATUSES } from "../out-schema.ts";
import {
  attemptsOf,
  type DeliveryRow,
  deliveryJson,
  deliveryOutput,
  findDelivery,
  listDeliveries,
} from "./deliveries.ts";
import { redeliver } from "./redeliver.ts";
import { tryWebhook } from "./try-webhook.ts";

const LIST = "deliveries";
const one = z.object({ id: z.string() });

export const getDeliveries = endpoint(
  {
    id: "listDeliveries",
    method: "GET",
    path: "/api/v1/deliveries",
    summary:
      "What was sent to whom, newest first, with every attempt and the beginning of its answer; 30 days are kept.",
    role: "publisher",
    query: z.object({
      ...listQuery,
      webhook: z.string().optional(),
      status: z.enum(DELIVERY_STATUSES).optional(),
    }),
    output: z.object({ items: z.array(deliveryOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act: { db }, query: { cursor, limit, ...filter } }) => {
    const before = cursor === undefined ? undefined : (await readCursor(c.env, LIST, cursor)).id;
    const rows = await listDeliveries(db, { ...filter, limit, before });
    const positionOf = ({ createdAt, id }: DeliveryRow) => ({ at: createdAt, id });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    const made = await attemptsOf(db, items);
    return json({ items: items.map((row) => deliveryJson(row, made.get(row.id))), nextCursor });
  },
);

/** A delivery that was just made; the clock sends it. */
async function accepted(c: AppContext, now: number, id: string): Promise<Response> {
  await c.var.ring(now);
  const row = await findDelivery(c.var.db, id);
  if (!row) throw new Error(`Delivery ${id} is gone`);
  return json(deliveryJson(row, (await attemptsOf(c.var.db, [row])).get(id)), 202);
}

export const postWebhookTest = creation(
  {
    id: "testWebhook",
    method: "POST",
    path: "/api/v1/webhooks/:id/test",
    summary: "Send it the event `webhook.test`, at once; what came of it is among the deliveries.",
    role: "publisher",
    params: one,
    output: deliveryOutput,
    status: 202,
    errors: ["not_found"],
  },
  {
    make: async ({ act, params: { id } }) => ({ subject: await tryWebhook(act, id) }),
    answer: ({ c, act }, { subject }) => accepted(c, act.now, subject),
  },
);

export const postRedelivery = creation(
  {
    id: "redeliver",
    method: "POST",
    path: "/api/v1/deliveries/:id/redelivery",
    summary: "Send an event again, with its old id and as it is read now: a delivery of its own.",
    role: "publisher",
    params: one,
    output: deliveryOutput,
    status: 202,
    errors: ["not_found", "wrong_state"],
  },
  {
    make: async ({ act, params: { id } }) => ({ subject: await redeliver(act, id) }),
    answer: ({ c, act }, { subject }) => accepted(c, act.now, subject),
  },
);
