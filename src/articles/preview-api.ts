import * as z from "zod";
import { invalidField } from "../errors.ts";
import { json, noContent, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { instant } from "./input.ts";
import { expectedTags } from "./precondition.ts";
import { deletePreview, putPreview } from "./preview.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const DEFAULT_DAYS = 7;
const MAX_DAYS = 90;

const byId = z.object({ id: z.string() });
const PATH = "/api/v1/articles/:id/preview";

export const putOnePreview = endpoint(
  {
    id: "putPreview",
    method: "PUT",
    path: PATH,
    summary: `Make the link by which anybody may read a draft: for ${DEFAULT_DAYS} days, at most ${MAX_DAYS}; an older link dies.`,
    role: "writer",
    params: byId,
    body: z.strictObject({ expiresAt: instant.optional() }),
    bodyKind: "json",
    output: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
    errors: ["not_found", "precondition_required", "revision_conflict", "wrong_state", "invalid"],
  },
  async ({ c, act, params, body }) => {
    const tags = expectedTags(c.req.header("If-Match"));
    const expiresAt = body.expiresAt ?? act.now + DEFAULT_DAYS * DAY_MS;
    if (expiresAt <= act.now || expiresAt > act.now + MAX_DAYS * DAY_MS)
      throw invalidField("expiresAt", "out_of_range", `A time within the next ${MAX_DAYS} days is needed.`);
    const secret = await putPreview(act, { id: params.id, tags, expiresAt, body });
    return json({ url: `${(await c.var.site()).url}/preview/${secret}`, expiresAt: rfc3339(expiresAt) });
  },
);

export const deleteOnePreview = endpoint(
  {
    id: "deletePreview",
    method: "DELETE",
    path: PATH,
    summary: "Let the link to a draft die.",
    role: "writer",
    params: byId,
    status: 204,
    errors: ["not_found"],
  },
  async ({ act, params }) => {
    await deletePreview(act, params.id);
    return noContent();
  },
);
