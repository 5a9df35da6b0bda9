import * as z from "zod";
import { rfc3339 } from "../http/respond.ts";
import { originalPath, srcsetOf } from "../ui/variants.ts";
import { picture } from "./examples.ts";
import { type PictureMembers, pictureMembers } from "./picture-input.ts";
import type { media } from "./schema.ts";

export type PictureRow = typeof media.$inferSelect;

/** What can be changed of a picture, as the API names it. */
export function membersOf({ alt, caption, credit, licence, focusX, focusY }: PictureRow): PictureMembers {
  return { alt, caption, credit, licence, focus: { x: focusX, y: focusY } };
}

/** A picture as read through the API. CONTRACT §3. */
export function pictureJson(row: PictureRow, siteUrl: string) {
  const { id, version, type, bytes, width, height } = row;
  const url = siteUrl + originalPath(row);
  return {
    id,
    version,
    type,
    bytes,
    width,
    height,
    url,
    srcset: srcsetOf(row, "jpeg", siteUrl) || `${url} ${width}w`,
    ...membersOf(row),
    createdAt: rfc3339(row.createdAt),
  };
}

const use = z.object({ id: z.string(), headline: z.string(), url: z.string().nullable() });

const members = {
  id: z.string(),
  version: z.int(),
  type: z.string(),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  url: z.string(),
  srcset: z.string(),
  ...pictureMembers.shape,
  createdAt: z.iso.datetime(),
};
export const pictureOutput = z.object(members).meta({ id: "Picture", examples: [picture] });
export const pictureWithUses = z
  .object({ ...members, usedBy: z.array(use) })
  .meta({ id: "PictureWithUses", examples: [{ ...picture, usedBy: [] }] });
export const pictureList = z.object({ items: z.array(pictureOutput), nextCursor: z.string().nullable() });
