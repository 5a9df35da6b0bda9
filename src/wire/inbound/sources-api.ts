import * as z from "zod";
import { anySlug, articleInput } from "../../articles/input.ts";
import { listPage, listQuery, readCursor } from "../../http/cursor.ts";
import { json, noContent } from "../../http/respond.ts";
import { type AppContext, creation, endpoint } from "../../http/route.ts";
import { OUTCOMES, SOURCE_KINDS } from "../inbound-schema.ts";
import { changeSource } from "./change-source.ts";
import { deleteSource } from "./delete-source.ts";
import { dryRun } from "./dry-run.ts";
import { makeSource } from "./make-source.ts";
import { renewSecret } from "./renew-secret.ts";
import { getSource, listSources, type Source, sourceJson } from "./source.ts";
import { sourceInput, sourcePatch, sourceSettings } from "./source-input.ts";

const LIST = "sources";
const time = z.iso.datetime();
const members = {
  slug: z.string(),
  kind: z.enum(SOURCE_KINDS),
  url: z.string().describe("Where it delivers."),
  ...sourceSettings.shape,
  createdAt: time,
  oldSecretUntil: time.nullable().describe("Until when the secret before this one is good."),
};
const sourceOutput = z.object(members).meta({ id: "Source" });
const withSecret = z.object({ ...members, secret: z.string().nullable() });

export const getSources = endpoint(
  {
    id: "listSources",
    method: "GET",
    path: "/api/v1/sources",
    summary: "Who may publish by webhook; never their secrets.",
    role: "publisher",
    query: z.object(listQuery),
    output: z.object({ items: z.array(sourceOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const after = cursor === undefined ? "" : (await readCursor(c.env, LIST, cursor)).id;
    const rows = await listSources(act.db, { limit, after });
    const positionOf = ({ slug }: Source) => ({ at: 0, id: slug });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    const siteUrl = (await c.var.site()).url;
    return json({ items: items.map((source) => sourceJson(source, { siteUrl, now: act.now })), nextCursor });
  },
);

export const postSource = creation(
  {
    id: "makeSource",
    method: "POST",
    path: "/api/v1/sources",
    summary: "Make a source; `secret` is what it signs with, and shown this once.",
    role: "publisher",
    body: sourceInput.meta({ id: "SourceInput" }),
    bodyKind: "json",
    headers: ["Location"],
    output: withSecret,
    status: 201,
    errors: ["invalid", "in_use"],
  },
  {
    make: async ({ c, act, body }) => ({ subject: body.slug, ...(await makeSource(act, c.env, body)) }),
    answer: async ({ c, act }, { subject, secret }) => {
      const Location = `/api/v1/sources/${encodeURIComponent(subject)}`;
      return json({ ...(await shown(c, await getSource(act.db, subject))), secret }, 201, { Location });
    },
  },
);

export const patchSource = endpoint(
  {
    id: "changeSource",
    method: "PATCH",
    path: "/api/v1/sources/:slug",
    summary: "Change how what a source sends is taken.",
    role: "publisher",
    params: anySlug,
    body: sourcePatch,
    bodyKind: "patch",
    output: sourceOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ c, act, params: { slug }, body: patch }) => {
    await changeSource(act, { slug, patch });
    return json(await shown(c, await getSource(act.db, slug)));
  },
);

export const deleteOneSource = endpoint(
  {
    id: "deleteSource",
    method: "DELETE",
    path: "/api/v1/sources/:slug",
    summary: "Take nothing of a source any more; its articles stay.",
    role: "publisher",
    params: anySlug,
    status: 204,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { slug } }) => {
    await deleteSource(act, slug);
    return noContent();
  },
);

export const postSourceSecret = creation(
  {
    id: "renewSourceSecret",
    method: "POST",
    path: "/api/v1/sources/:slug/secret",
    summary: "Give a source a new secret, shown this once; the old one is good for 24 hours more.",
    role: "publisher",
    params: anySlug,
    output: withSecret,
    errors: ["not_found", "invalid"],
  },
  {
    make: async ({ c, act, params: { slug } }) => ({
      subject: slug,
      ...(await renewSecret(act, c.env, slug)),
    }),
    answer: async ({ c, act }, { subject, secret }) =>
      json({ ...(await shown(c, await getSource(act.db, subject))), secret }),
  },
);

const foreseen = z.object({
  outcome: z.enum(OUTCOMES),
  why: z.string().nullable(),
  externalId: z.string().nullable(),
  version: z.string().nullable(),
  article: z.object(articleInput.shape).nullable().describe("The article as it would be written."),
  notes: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .describe("What would be mapped, made or left out."),
});

export const postDryRun = creation(
  {
    id: "dryRunSource",
    method: "POST",
    path: "/api/v1/sources/:slug/dry-run",
    summary: "What a delivery of this body would do; nothing is published.",
    role: "publisher",
    params: anySlug,
    body: z.unknown().meta({ examples: [{ type: "article.withdrawn" }] }),
    bodyKind: "json",
    output: foreseen,
    errors: ["not_found", "invalid"],
  },
  {
    make: async ({ act, params: { slug }, body }) => ({
      subject: await dryRun(act, await getSource(act.db, slug), body),
    }),
    answer: (_, { subject }) => json(JSON.parse(subject)),
  },
);

async function shown(c: AppContext, source: Source) {
  return sourceJson(source, { siteUrl: (await c.var.site()).url, now: c.var.now });
}
