import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { deleteSection } from "./delete-section.ts";
import { getSection, listSections } from "./directory.ts";
import { sectionInput, sectionSlug } from "./input.ts";
import { putSection } from "./put-section.ts";

const LIST = "sections";
const sectionOutput = sectionInput.extend({ slug: z.string() }).meta({ id: "Section" });

export const getSections = endpoint(
  {
    id: "listSections",
    method: "GET",
    path: "/api/v1/sections",
    summary: "The sections in the order of the menu: by position, then by slug.",
    role: "writer",
    query: z.object(listQuery),
    output: z.object({ items: z.array(sectionOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const after = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listSections(act.db, { limit, after });
    const positionOf = (row: (typeof rows)[number]) => ({ at: row.position, id: row.slug });
    return json(await listPage(c.env, LIST, { rows, limit, positionOf }));
  },
);

export const getOneSection = endpoint(
  {
    id: "getSection",
    method: "GET",
    path: "/api/v1/sections/:slug",
    summary: "One section.",
    role: "writer",
    params: sectionSlug,
    output: sectionOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { slug } }) => json(await getSection(act.db, slug)),
);

export const putOneSection = endpoint(
  {
    id: "putSection",
    method: "PUT",
    path: "/api/v1/sections/:slug",
    summary: "Make a section, or change its name, description, kind and position.",
    role: "editor",
    params: sectionSlug,
    body: sectionInput,
    bodyKind: "json",
    output: sectionOutput,
    errors: ["invalid", "wrong_state"],
  },
  async ({ act, params, body }) => json(await putSection(act, params.slug, body)),
);

export const deleteOneSection = endpoint(
  {
    id: "deleteSection",
    method: "DELETE",
    path: "/api/v1/sections/:slug",
    summary: "Delete a section that no article is in, in whatever state.",
    role: "editor",
    params: sectionSlug,
    status: 204,
    errors: ["not_found", "in_use", "invalid"],
  },
  async ({ act, params: { slug } }) => {
    await deleteSection(act, slug);
    return noContent();
  },
);
