import * as z from "zod";
import { read, receipt } from "./examples.ts";
import { articleInput } from "./input.ts";
import { STATUSES } from "./schema.ts";

const instant = z.iso.datetime();

/** The answers of this room, as the OpenAPI document shows them. */
const members = {
  id: z.string(),
  status: z.enum(STATUSES),
  ...articleInput.shape,
  path: z.string().nullable(),
  url: z.string().nullable(),
  bodyHtml: z.string(),
  revision: z.int(),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
  scheduledFor: instant.nullable(),
  wordCount: z.int(),
  corrections: z.array(z.object({ id: z.string(), text: z.string(), createdAt: instant })),
  source: z.object({ name: z.string(), externalId: z.string().nullable() }).nullable(),
};

/** Each place that a removal took away. */
export const placesOutput = z.array(
  z.object({ place: z.string(), url: z.string(), now: z.enum(["451", "left out"]) }),
);

export const articleOutput = z.object(members).meta({ id: "Article", examples: [read] });

const publicationReceipt = z
  .object({
    tags: z.array(z.string()),
    mode: z.enum(["purge", "invalidate"]),
    outcome: z.enum(["done", "queued", "failed"]),
    at: instant,
    places: placesOutput.optional(),
  })
  .meta({ id: "Receipt" });

export const publicationOutput = z
  .object({ ...members, receipt: publicationReceipt })
  .meta({ id: "Publication", examples: [{ ...read, receipt }] });

export const articleList = z.object({ items: z.array(articleOutput), nextCursor: z.string().nullable() });
