import * as z from "zod";
import { ROLES } from "../http/actor.ts";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { creation, endpoint } from "../http/route.ts";
import { line } from "../http/text.ts";
import { makeToken } from "./make-token.ts";
import { revokeToken } from "./revoke-token.ts";
import { getToken, listTokens, type TokenRow, tokenJson } from "./tokens-store.ts";

const LIST = "tokens";
const time = z.iso.datetime();
const tokenInput = z.strictObject({
  name: line(100, 1),
  role: z.enum(ROLES),
  expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
});
const members = {
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable().describe("Kept to the hour."),
};
const tokenOutput = z.object(members).meta({ id: "Token" });

export const getTokens = endpoint(
  {
    id: "listTokens",
    method: "GET",
    path: "/api/v1/tokens",
    summary: "All tokens, expired ones among them, newest first; never what they are.",
    role: "publisher",
    query: z.object(listQuery),
    output: z.object({ items: z.array(tokenOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const before = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listTokens(act.db, { limit, before });
    const positionOf = ({ createdAt, id }: TokenRow) => ({ at: createdAt, id });
    const { items, nextCursor } = await listPage(c.env, LIST, { rows, limit, positionOf });
    return json({ items: items.map(tokenJson), nextCursor });
  },
);

export const postToken = creation(
  {
    id: "makeToken",
    method: "POST",
    path: "/api/v1/tokens",
    summary: "Make a token; `secret` is the token itself, and shown this once.",
    role: "publisher",
    body: tokenInput,
    bodyKind: "json",
    headers: ["Location"],
    output: z.object({ ...members, secret: z.string().nullable() }),
    status: 201,
    errors: ["invalid"],
  },
  {
    make: async ({ act, body }) => {
      const expiresAt = body.expiresAt === null ? null : Date.parse(body.expiresAt);
      const { id, secret } = await makeToken(act, { ...body, expiresAt });
      return { subject: id, secret };
    },
    answer: async ({ act }, { subject, secret }) => {
      const row = await getToken(act.db, subject);
      return json({ ...tokenJson(row), secret }, 201, { Location: `/api/v1/tokens/${subject}` });
    },
  },
);

export const deleteOneToken = endpoint(
  {
    id: "revokeToken",
    method: "DELETE",
    path: "/api/v1/tokens/:id",
    summary: "Revoke a token at once; the last publisher's token that is good can't be revoked.",
    role: "publisher",
    params: z.object({ id: z.string() }),
    status: 204,
    errors: ["not_found", "last_publisher"],
  },
  async ({ act, params: { id } }) => {
    await revokeToken(act, id);
    return noContent();
  },
);
