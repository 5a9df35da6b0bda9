import * as z from "zod";
import { patchOf } from "../http/merge-patch.ts";
import { line } from "../http/text.ts";
import { INSCRIBED_MAX as MAX } from "./inscriptions.ts";

const share = z.number().min(0).max(1);
const MIDDLE = { x: 0.5, y: 0.5 };
const focus = z.strictObject({ x: share, y: share });

/** "0.5,0.3", or the same as JSON: how a parameter or a form says a point. */
const focusText = z
  .string()
  .transform((text) => {
    const [, x, y] = /^([\d.]{1,8}),([\d.]{1,8})$/.exec(text) ?? [];
    return x === undefined || y === undefined ? parsed(text) : { x: Number(x), y: Number(y) };
  })
  .pipe(z.custom<z.infer<typeof focus>>(isFocus, "Two numbers from 0 to 1 are needed, such as 0.5,0.3."));

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isFocus(value: unknown): boolean {
  return focus.safeParse(value).success;
}

/** What is said of a picture beside its bytes, as parameters or fields of a form. What is not said, its file may say. */
export const pictureInput = z.object({
  alt: line(MAX.alt).optional(),
  caption: line(MAX.caption).optional(),
  credit: line(MAX.credit).optional(),
  licence: line(MAX.licence).optional(),
  focus: focusText.optional(),
});
export type PictureInput = z.infer<typeof pictureInput>;

/** What the API keeps of a picture and lets change. */
export const pictureMembers = z.strictObject({
  alt: line(MAX.alt).default(""),
  caption: line(MAX.caption).default(""),
  credit: line(MAX.credit).default(""),
  licence: line(MAX.licence).default(""),
  focus: focus.default(MIDDLE),
});
export type PictureMembers = z.infer<typeof pictureMembers>;

/** A JSON Merge Patch of these. */
export const picturePatch = patchOf(pictureMembers);

/** An upload as a form, for the OpenAPI document. */
export const pictureForm = z.object({
  file: z.string().meta({ contentMediaType: "application/octet-stream" }),
  ...pictureInput.shape,
});
export const fileForm = pictureForm.pick({ file: true });
