import { discussionInput, setDiscussion } from "../articles/set-discussion.ts";
import { decideComments } from "../comments/decide-comment.ts";
import { decisionsInput, standingInput } from "../comments/input.ts";
import { setStanding } from "../comments/set-standing.ts";
import { undoDecision } from "../comments/undo-decision.ts";
import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { check } from "../http/validate.ts";
import { deskForm } from "./desk-form.ts";

import type { Fields } from "./fields.ts";

/** A decision on one comment or on all that are ticked; a button's value is "publish", "decline" or "remove.spam". */
export const postDeskDecisions = deskForm(
  { id: "deskDecide", path: "decisions", summary: "Publish, decline or remove comments." },
  async (act, fields) => {
    const [decision = "", ground = fields.optional("ground")] = fields.text("do").split(".");
    const about = { decision, ground: decision === "publish" ? null : ground };
    const why = { law: fields.optional("law"), note: fields.optional("note") };
    const ids = fields.all("id");
    const input = check(decisionsInput, { decisions: ids.map((id) => ({ id, ...about, ...why })) });
    await decideComments(act, input.decisions);
    return { what: input.decisions[0]?.decision ?? "publish", ids, open: fields.text("next") };
  },
);

export const postDeskUndo = deskForm(
  { id: "deskUndo", path: "undo", summary: "Take decisions back." },
  async (act, fields) => {
    const ids = await undoAll(act, fields.all("id"));
    return { what: "undo", ids, open: ids.length === 1 ? ids[0] : undefined };
  },
);

/** Which of the decisions could be taken back. Throws 409 `wrong_state` where none could. */
async function undoAll(act: Act, ids: readonly string[]): Promise<string[]> {
  const done: string[] = [];
  let refusal = new AppError("wrong_state", "There is nothing to take back.");
  for (const id of ids)
    try {
      await undoDecision(act, id);
      done.push(id);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusal = error;
    }
  if (done.length === 0) throw refusal;
  return done;
}

export const postDeskStanding = deskForm(
  { id: "deskSetStanding", path: "standing", summary: "Set a commenter's standing." },
  async (act, fields) => {
    const input = check(standingInput, { standing: fields.text("standing"), reason: fields.text("reason") });
    await setStanding(act, fields.text("who"), input);
    return { what: "standing", ids: [], open: fields.text("open") };
  },
);

export const postDeskDiscussion = deskForm(
  { id: "deskSetDiscussion", path: "discussion", summary: "Open, hold or close a story's discussion." },
  async (act, fields: Fields) => {
    const { comments } = check(discussionInput, { comments: fields.text("do") });
    await setDiscussion(act, fields.text("story"), { comments });
    return { what: "openness", ids: [], open: fields.text("open") };
  },
);
