import type { DecisionInput } from "./input.ts";

/** The status that a decision gives. */
export const OUTCOME = { publish: "published", decline: "declined", remove: "removed" } as const;

/** What is decided of which comment. */
export interface Verdict extends DecisionInput {
  /** The comment's. */
  id: string;
  /** By a machine: it decides only what still waits, and says nothing of how long people take. */
  isAutomatic?: boolean;
}

/** What the answer to decisions says, as JSON: it follows from what was decided, so a retry is told the same. */
export function outcomesOf(verdicts: readonly Verdict[]): string {
  return JSON.stringify(verdicts.map(({ id, decision }) => ({ id, status: OUTCOME[decision] })));
}
