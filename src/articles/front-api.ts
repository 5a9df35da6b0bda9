import * as z from "zod";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { getFront } from "./front.ts";
import { putFront } from "./put-front.ts";

const MAX_PINNED = 10;

const id = z.string().min(1).max(64);
const frontInput = z.strictObject({
  lead: id.nullable().default(null),
  pinned: z
    .array(id)
    .max(MAX_PINNED)
    .nullable()
    .default([])
    .transform((ids) => ids ?? []),
});
const frontOutput = z
  .object({ lead: z.string().nullable(), pinned: z.array(z.string()) })
  .meta({ id: "Front" });

export const getCuratedFront = endpoint(
  {
    id: "getFront",
    method: "GET",
    path: "/api/v1/front",
    summary: "The lead and the pinned stories of the front page; without what was withdrawn since.",
    role: "editor",
    output: frontOutput,
  },
  async ({ act }) => json(await getFront(act.db)),
);

export const putCuratedFront = endpoint(
  {
    id: "putFront",
    method: "PUT",
    path: "/api/v1/front",
    summary: "Choose the lead and up to ten pinned stories of the front page; null leaves it to the newest.",
    role: "editor",
    body: frontInput,
    bodyKind: "json",
    output: frontOutput,
    errors: ["invalid"],
  },
  async ({ act, body }) => json(await putFront(act, body)),
);
