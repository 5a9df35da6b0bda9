import * as z from "zod";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { anySlug, authorInput, sectionInput, sectionSlug } from "./input.ts";
import { putAuthor } from "./put-author.ts";
import { putSection } from "./put-section.ts";

const withSlug = z.object({ slug: z.string() });

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
    output: sectionInput.extend(withSlug.shape),
    errors: ["invalid", "wrong_state"],
  },
  async ({ act, params, body }) => json(await putSection(act, params.slug, body)),
);

export const putOneAuthor = endpoint(
  {
    id: "putAuthor",
    method: "PUT",
    path: "/api/v1/authors/:slug",
    summary: "Make an author, or change their name, e-mail and biography.",
    role: "editor",
    params: anySlug,
    body: authorInput,
    bodyKind: "json",
    output: authorInput.extend(withSlug.shape),
    errors: ["invalid"],
  },
  async ({ act, params, body }) => json(await putAuthor(act, params.slug, body)),
);
