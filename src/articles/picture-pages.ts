import * as z from "zod";
import { IMMUTABLE, STAND_IN } from "../edge/policy.ts";
import { mediaTag } from "../edge/tags.ts";
import { AppError } from "../errors.ts";
import { cacheHeaders } from "../http/respond.ts";
import { type CachePolicy, open } from "../http/route.ts";
import { FORMATS, type Format, WIDTHS } from "../ui/variants.ts";
import { findVariant } from "./make-variant.ts";
import { fileOf, originalKey, type PictureFile } from "./picture-files.ts";
import { refuseRemovedPicture } from "./removed-pictures.ts";

/** Media are sandboxed: whatever a file turns out to be, it runs nothing on our origin. */
const SANDBOX = "default-src 'none'; sandbox";

const which = {
  id: z.uuid(),
  version: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number),
};
const variant = z
  .string()
  .regex(new RegExp(`^(?:${WIDTHS.join("|")})\\.(?:${FORMATS.join("|")})$`))
  .transform((name) => {
    const [width, format] = name.split(".");
    return { width: Number(width), format: format as Format };
  });

export const originalPicture = open(
  "page",
  {
    id: "originalPicture",
    method: "GET",
    path: "/media/:id/:version/original",
    summary: "A picture as it was stored.",
    params: z.object(which),
    cache: IMMUTABLE,
  },
  async ({ c, db, params: { id, version } }) => {
    await refuseRemovedPicture(db, id, c.var.site);
    const original = await c.env.MEDIA.get(originalKey(id, version));
    if (!original) throw absent(id);
    return sent(fileOf(original), id, IMMUTABLE);
  },
);

export const pictureVariant = open(
  "page",
  {
    id: "pictureVariant",
    method: "GET",
    path: "/media/:id/:version/:variant",
    summary: "A smaller copy of a picture, never an upscaled one.",
    params: z.object({ ...which, variant }),
    cache: IMMUTABLE,
  },
  async ({ c, db, params: { id, version, variant } }) => {
    await refuseRemovedPicture(db, id, c.var.site);
    const studio = { bucket: c.env.MEDIA, images: c.env.IMAGES };
    const found = await findVariant(studio, { id, version, ...variant });
    if (!found) throw absent(id);
    return sent(found.file, id, found.isStandIn ? STAND_IN : IMMUTABLE);
  },
);

/** Tagged, so that a version which is not there yet is found as soon as it is. */
function absent(id: string): AppError {
  return new AppError("not_found", "There is no such picture.", { headers: { "Cache-Tag": mediaTag(id) } });
}

function sent({ body, type, size, etag, uploaded }: PictureFile, id: string, policy: CachePolicy): Response {
  return new Response(body, {
    headers: {
      ...cacheHeaders(policy, [mediaTag(id)]),
      "Content-Type": type,
      "Content-Length": String(size),
      "Content-Security-Policy": SANDBOX,
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Last-Modified": uploaded.toUTCString(),
      ETag: etag,
    },
  });
}
