import * as z from "zod";
import { ROLES } from "../http/actor.ts";
import { patchOf } from "../http/merge-patch.ts";
import { json, rfc3339 } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { changeSite } from "./change-site.ts";
import { findSite, siteSettings } from "./site.ts";

const siteOutput = siteSettings.meta({ id: "Site" });

export const getMe = endpoint(
  {
    id: "getMe",
    method: "GET",
    path: "/api/v1/me",
    summary: "Whose token this is.",
    role: "any",
    output: z.object({ name: z.string(), role: z.enum(ROLES), expiresAt: z.iso.datetime().nullable() }),
  },
  ({ act }) => json({ name: act.actor.name, role: act.actor.role, expiresAt: rfc3339(act.actor.expiresAt) }),
);

export const getSite = endpoint(
  {
    id: "getSite",
    method: "GET",
    path: "/api/v1/site",
    summary: "The site's settings.",
    role: "publisher",
    output: siteOutput,
  },
  async ({ c, act }) => {
    return json((await findSite(act.db, c.env.SITE_URL)).settings);
  },
);

export const patchSite = endpoint(
  {
    id: "changeSite",
    method: "PATCH",
    path: "/api/v1/site",
    summary: "Change settings by JSON Merge Patch; every page is refreshed.",
    role: "publisher",
    body: patchOf(siteSettings),
    bodyKind: "patch",
    output: siteOutput,
    errors: ["malformed_json", "unsupported_type", "invalid"],
  },
  async ({ c, act, body }) => {
    return json(await changeSite(act, c.env.SITE_URL, body));
  },
);
