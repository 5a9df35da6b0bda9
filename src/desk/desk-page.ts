import type { Asked } from "./asked.ts";
import type { Notice } from "./notice.ts";
import type { Problem } from "./problems.ts";
import type { Desk } from "./queue.ts";
import type { Typed } from "./typed.ts";

/** The page as it is drawn: what was read, where one stands in it, and what was just done or refused. */
export interface DeskPage {
  desk: Desk;
  asked: Asked;
  moderator: string;
  now: number;
  notice: Notice | undefined;
  problems: Problem[];
  typed: Typed;
}
