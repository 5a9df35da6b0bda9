import * as z from "zod";
import { MAX_UPLOAD_BYTES } from "../../articles/picture-upload.ts";
import { AppError } from "../../errors.ts";
import { passGate } from "../../http/gate.ts";
import { json } from "../../http/respond.ts";
import { open } from "../../http/route.ts";
import { readBytes } from "../../http/validate.ts";
import { gateOf, ourFault, unsigned } from "./hook.ts";
import { hasAsset, keepAsset } from "./keep-asset.ts";
import { assetId, readAsset } from "./read-asset.ts";
import { signedSource } from "./signed-source.ts";
import { bySource } from "./source.ts";

const known = z.object({ mediaId: z.string() });

/** Superdesk asks before it uploads, unsigned: 200 where it need not, 404 where it has to. CONTRACT §5. */
export const getAsset = open(
  "api",
  {
    id: "findAsset",
    method: "GET",
    path: "/hooks/:source/assets/:mediaId{.+}",
    summary: "Whether a file of a Superdesk source need not be sent: it is here, or never shown.",
    params: z.object({ source: z.string(), mediaId: z.string() }),
    output: known.meta({ id: "KnownAsset" }),
    errors: ["not_found"],
  },
  async ({ db, params: { source: slug, mediaId } }) => {
    const isId = assetId.safeParse(mediaId).success;
    if (isId && (await hasAsset(db, slug, mediaId))) return json({ mediaId });
    throw new AppError("not_found", "There is no such file. Send it.");
  },
);

/** Takes a file of Superdesk's, signed over the whole form. Only 200 and 201 let its item come. */
export const postAsset = open(
  "api",
  {
    id: "receiveAsset",
    method: "POST",
    path: "/hooks/:source/assets",
    summary: "Take a file of a Superdesk source, as a form signed as a whole: pictures are kept.",
    bodyKind: "raw",
    body: z.object({ media_id: z.string(), media: z.string().meta({ contentMediaType: "image/*" }) }),
    maxBytes: MAX_UPLOAD_BYTES,
    params: z.object({ source: z.string() }),
    output: known.extend({ outcome: z.enum(["kept", "known", "aside"]) }).meta({ id: "ReceivedAsset" }),
    status: 201,
    errors: ["unauthorized", "bad_request", "invalid", "too_large", "rate_limited"],
  },
  async ({ c, db, now, requestId, params }) => {
    const { raw } = c.req;
    const delivery = { headers: raw.headers, bytes: await readBytes(raw, MAX_UPLOAD_BYTES), now };
    const source = await signedSource({ db, env: c.env }, params.source, delivery).catch(ourFault(c));
    // An item has many files, and Superdesk gives it up at the first 429: who has signed is not counted.
    if (!source) await passGate(raw, gateOf(c, source), "Too many uploads. Wait a minute.");
    if (source?.kind !== "superdesk") throw unsigned();
    const asset = await readAsset(delivery);
    const act = bySource({ db, now, requestId }, source.slug);
    const outcome = await keepAsset(act, c.env.MEDIA, { source: source.slug, asset }).catch(ourFault(c));
    return json({ mediaId: asset.mediaId, outcome }, outcome === "kept" ? 201 : 200);
  },
);
