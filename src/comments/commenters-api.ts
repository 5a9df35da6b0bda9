import * as z from "zod";
import { json, noContent } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { eraseCommenter } from "./erase-commenter.ts";
import { standingInput } from "./input.ts";
import { getRecord, recordJson, recordOutput } from "./record.ts";
import { setStanding } from "./set-standing.ts";

const byId = z.object({ id: z.string() });
const PATH = "/api/v1/commenters/:id";

export const getOneCommenter = endpoint(
  {
    id: "getCommenter",
    method: "GET",
    path: PATH,
    summary: "A commenter's record: standing and how it came, and what became of the comments.",
    role: "moderator",
    params: byId,
    output: recordOutput,
    errors: ["not_found"],
  },
  async ({ act, params }) => json(recordJson(await getRecord(act.db, params.id))),
);

export const putStanding = endpoint(
  {
    id: "setStanding",
    method: "PUT",
    path: `${PATH}/standing`,
    summary: "Set a commenter's standing, with the reason; nothing else makes anybody trusted or blocked.",
    role: "moderator",
    params: byId,
    body: standingInput,
    bodyKind: "json",
    output: recordOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params, body }) => json(recordJson(await setStanding(act, params.id, body))),
);

export const deleteOneCommenter = endpoint(
  {
    id: "eraseCommenter",
    method: "DELETE",
    path: PATH,
    summary: "Erase a commenter: names, texts and secret go; decisions keep ground and time.",
    role: "moderator",
    params: byId,
    status: 204,
    errors: ["not_found"],
  },
  async ({ act, params }) => {
    await eraseCommenter(act, params.id);
    return noContent();
  },
);
