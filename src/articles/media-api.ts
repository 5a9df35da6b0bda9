import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { creation, endpoint } from "../http/route.ts";
import { addPicture } from "./add-picture.ts";
import { deletePicture } from "./delete-picture.ts";
import { describePicture } from "./describe-picture.ts";
import { getPicture, getVisiblePicture, listPictures, usesJson, usesOf } from "./media-store.ts";
import { fileForm, pictureForm, pictureInput, picturePatch } from "./picture-input.ts";
import { type PictureRow, pictureJson, pictureList, pictureOutput, pictureWithUses } from "./picture-json.ts";
import { MAX_UPLOAD_BYTES, readUpload } from "./picture-upload.ts";
import { replacePicture } from "./replace-picture.ts";

const LIST = "media";
const byId = z.object({ id: z.string() });
const nothing = z.object({});
const FILE_REFUSALS = [
  "bad_request",
  "unsupported_type",
  "too_large",
  "unreadable_picture",
  "invalid",
] as const;

export const uploadPicture = creation(
  {
    id: "uploadPicture",
    method: "POST",
    path: "/api/v1/media",
    summary:
      "Store a picture: raw with the rest as parameters, or as a form. What is not said is taken from the file.",
    role: "writer",
    query: pictureInput,
    bodyKind: "raw",
    body: pictureForm,
    maxBytes: MAX_UPLOAD_BYTES,
    headers: ["Location"],
    output: pictureOutput,
    status: 201,
    errors: FILE_REFUSALS,
  },
  {
    make: async ({ c, query, act }) => {
      const { id } = await addPicture(act, c.env.MEDIA, await readUpload(c.req.raw, query));
      return { subject: id };
    },
    answer: async ({ c, act }, { subject }) => {
      const picture = pictureJson(await getPicture(act.db, subject), (await c.var.site()).url);
      return json(picture, 201, { Location: `/api/v1/media/${subject}` });
    },
  },
);

export const getPictures = endpoint(
  {
    id: "listPictures",
    method: "GET",
    path: "/api/v1/media",
    summary:
      "Pictures, newest first. A writer does not see those that only others' unpublished articles show.",
    role: "writer",
    query: z.object(listQuery),
    output: pictureList,
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const before = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listPictures(act.db, act.actor, { limit, before });
    const positionOf = ({ createdAt, id }: PictureRow) => ({ at: createdAt, id });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    const { url } = await c.var.site();
    return json({ items: items.map((picture) => pictureJson(picture, url)), nextCursor });
  },
);

export const getOnePicture = endpoint(
  {
    id: "getPicture",
    method: "GET",
    path: "/api/v1/media/:id",
    summary: "One picture, with the first twenty articles that show it.",
    role: "writer",
    params: byId,
    output: pictureWithUses,
    errors: ["not_found"],
  },
  async ({ c, act, params: { id } }) => {
    const picture = await getVisiblePicture(act.db, id, act.actor);
    const { url } = await c.var.site();
    const usedBy = usesJson(await usesOf(act.db, id, act.actor), url);
    return json({ ...pictureJson(picture, url), usedBy });
  },
);

export const patchPicture = endpoint(
  {
    id: "describePicture",
    method: "PATCH",
    path: "/api/v1/media/:id",
    summary: "Change a picture's texts and focus by JSON Merge Patch; the pages that it leads are purged.",
    role: "writer",
    params: byId,
    body: picturePatch,
    bodyKind: "patch",
    output: pictureOutput,
    errors: ["not_found", "in_use", "invalid"],
  },
  async ({ c, act, params: { id }, body }) => {
    const picture = await describePicture(act, { id, patch: body });
    return json(pictureJson(picture, (await c.var.site()).url));
  },
);

export const putPictureFile = endpoint(
  {
    id: "replacePicture",
    method: "PUT",
    path: "/api/v1/media/:id/file",
    summary:
      "Give a picture a new file, raw or as a form: its version goes up, and articles show the new one.",
    role: "writer",
    params: byId,
    query: nothing,
    bodyKind: "raw",
    body: fileForm,
    maxBytes: MAX_UPLOAD_BYTES,
    output: pictureOutput,
    errors: ["not_found", "wrong_state", ...FILE_REFUSALS],
  },
  async ({ c, act, params: { id } }) => {
    const { bytes } = await readUpload(c.req.raw, {}, nothing);
    const picture = await replacePicture(act, { id, bucket: c.env.MEDIA, bytes });
    return json(pictureJson(picture, (await c.var.site()).url));
  },
);

export const deleteOnePicture = endpoint(
  {
    id: "deletePicture",
    method: "DELETE",
    path: "/api/v1/media/:id",
    summary: "Delete a picture that no article shows, with all its files.",
    role: "writer",
    params: byId,
    status: 204,
    errors: ["not_found", "in_use"],
  },
  async ({ c, act, params: { id } }) => {
    await deletePicture(act, { id, bucket: c.env.MEDIA, siteUrl: (await c.var.site()).url });
    return noContent();
  },
);
