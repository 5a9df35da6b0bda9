import * as z from "zod";
import { IMMUTABLE } from "../edge/policy.ts";
import { AppError } from "../errors.ts";
import { cacheHeaders, json } from "../http/respond.ts";
import { endpoint, open } from "../http/route.ts";
import { mediaType, readBytes } from "../http/validate.ts";
import { addPicture, originalKey } from "./add-picture.ts";
import { pictureInput } from "./input.ts";
import { mediaOutput } from "./output.ts";

const MAX_PICTURE_BYTES = 20_000_000;

export const uploadPicture = endpoint(
  {
    id: "uploadPicture",
    method: "POST",
    path: "/api/v1/media",
    summary: "Store a picture: its bytes as the body, the rest as query parameters.",
    role: "writer",
    query: pictureInput,
    bodyKind: "raw",
    maxBytes: MAX_PICTURE_BYTES,
    output: mediaOutput,
    status: 201,
    errors: ["unsupported_type", "too_large", "unreadable_picture", "invalid"],
  },
  async ({ c, query, act }) => {
    if (mediaType(c.req.raw) === "multipart/form-data")
      throw new AppError("unsupported_type", "Send the picture's bytes as the body, with its image/… type.");
    const bytes = await readBytes(c.req.raw, MAX_PICTURE_BYTES);
    const { focus, ...said } = query;
    const picture = { ...said, focusX: focus.x, focusY: focus.y, bytes };
    const { id, version, width, height } = await addPicture(act, c.env.MEDIA, picture);
    const path = `/media/${id}/${version}/original`;
    const { url } = await c.var.site();
    return json({ id, version, width, height, url: url + path, srcset: `${path} ${width}w` }, 201, {
      Location: path,
    });
  },
);

/** Media are sandboxed: whatever a file turns out to be, it runs nothing on our origin. */
const SANDBOX = "default-src 'none'; sandbox";

export const originalPicture = open(
  "page",
  {
    id: "originalPicture",
    method: "GET",
    path: "/media/:id/:version/original",
    summary: "A picture as it was stored.",
    params: z.object({
      id: z.uuid(),
      version: z
        .string()
        .regex(/^[1-9]\d{0,4}$/)
        .transform(Number),
    }),
    cache: IMMUTABLE,
  },
  async ({ c, params }) => {
    const picture = await c.env.MEDIA.get(originalKey(params.id, params.version));
    if (!picture) throw new AppError("not_found", "There is no such picture.");
    return new Response(picture.body, {
      headers: {
        ...cacheHeaders(IMMUTABLE, [`media:${params.id}`]),
        "Content-Type": picture.httpMetadata?.contentType ?? "application/octet-stream",
        "Content-Length": String(picture.size),
        "Content-Security-Policy": SANDBOX,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Last-Modified": picture.uploaded.toUTCString(),
        ETag: picture.httpEtag,
      },
    });
  },
);
