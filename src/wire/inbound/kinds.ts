import { ghost } from "./ghost.ts";
import type { Kind } from "./kind.ts";
import type { SourceKind } from "./source.ts";
import { standard } from "./standard.ts";
import { superdesk } from "./superdesk.ts";
import { wordpress } from "./wordpress.ts";

/** The senders that we understand: each signs and speaks in its own way. */
export const kinds: Readonly<Record<SourceKind, Kind>> = {
  standard,
  superdesk,
  ghost,
  wordpress,
};
