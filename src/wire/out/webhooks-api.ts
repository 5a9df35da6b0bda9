import * as z from "zod";
import { listPage, listQuery, readCursor } from "../../http/cursor.ts";
import { json, noContent } from "../../http/respond.ts";
import { type AppContext, creation, endpoint } from "../../http/route.ts";
import { changeWebhook } from "./change-webhook.ts";
import { deleteWebhook } from "./delete-webhook.ts";
import { type Ground, makeWebhook } from "./make-webhook.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { webhookInput, webhookPatch } from "./webhook-input.ts";
import {
  getWebhook,
  listWebhooks,
  newWebhookOutput,
  type WebhookRow,
  webhookJson,
  webhookOutput,
} from "./webhooks.ts";

const LIST = "webhooks";
const one = z.object({ id: z.string() });

async function groundOf(c: AppContext): Promise<Ground> {
  return { env: c.env, siteUrl: (await c.var.site()).url };
}

export const getWebhooks = endpoint(
  {
    id: "listWebhooks",
    method: "GET",
    path: "/api/v1/webhooks",
    summary: "Who is told of events, newest first; never by which secret.",
    role: "publisher",
    query: z.object(listQuery),
    output: z.object({ items: z.array(webhookOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act: { db, now }, query: { cursor, limit } }) => {
    const before = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listWebhooks(db, { limit, before });
    const positionOf = ({ createdAt, id }: WebhookRow) => ({ at: createdAt, id });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    return json({ items: items.map((row) => webhookJson(row, now)), nextCursor });
  },
);

export const postWebhook = creation(
  {
    id: "makeWebhook",
    method: "POST",
    path: "/api/v1/webhooks",
    summary: "Have an address told of events, signed by `secret`, which is shown this once.",
    role: "publisher",
    body: webhookInput,
    bodyKind: "json",
    headers: ["Location"],
    output: newWebhookOutput,
    status: 201,
    errors: ["invalid"],
  },
  {
    make: async ({ c, act, body }) => {
      const { id, secret } = await makeWebhook(act, await groundOf(c), body);
      return { subject: id, secret };
    },
    answer: async ({ act: { db, now } }, { subject, secret }) => {
      const row = await getWebhook(db, subject);
      return json({ ...webhookJson(row, now), secret }, 201, { Location: `/api/v1/webhooks/${subject}` });
    },
  },
);

export const getOneWebhook = endpoint(
  {
    id: "getWebhook",
    method: "GET",
    path: "/api/v1/webhooks/:id",
    summary: "One of those who are told of events.",
    role: "publisher",
    params: one,
    output: webhookOutput,
    errors: ["not_found"],
  },
  async ({ act: { db, now }, params: { id } }) => json(webhookJson(await getWebhook(db, id), now)),
);

export const patchWebhook = endpoint(
  {
    id: "changeWebhook",
    method: "PATCH",
    path: "/api/v1/webhooks/:id",
    summary: "Change where it leads or what it is told; pause it, and resume it: what waited is sent then.",
    role: "publisher",
    params: one,
    body: webhookPatch,
    bodyKind: "patch",
    output: webhookOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ c, act, params: { id }, body: patch }) => {
    await changeWebhook(act, await groundOf(c), { id, patch });
    if (patch.state === "active") await c.var.ring(act.now);
    return json(webhookJson(await getWebhook(act.db, id), act.now));
  },
);

export const deleteOneWebhook = endpoint(
  {
    id: "deleteWebhook",
    method: "DELETE",
    path: "/api/v1/webhooks/:id",
    summary: "Tell it no more; what waits for it is dropped.",
    role: "publisher",
    params: one,
    status: 204,
    errors: ["not_found"],
  },
  async ({ act, params: { id } }) => {
    await deleteWebhook(act, id);
    return noContent();
  },
);

export const postWebhookSecret = creation(
  {
    id: "rotateWebhookSecret",
    method: "POST",
    path: "/api/v1/webhooks/:id/secret",
    summary: "Give it a new secret; for 24 hours the one before signs beside it.",
    role: "publisher",
    params: one,
    output: newWebhookOutput,
    errors: ["not_found"],
  },
  {
    make: async ({ c, act, params: { id } }) => ({ subject: id, secret: await rotateSecret(act, c.env, id) }),
    answer: async ({ act: { db, now } }, { subject, secret }) =>
      json({ ...webhookJson(await getWebhook(db, subject), now), secret }),
  },
);
