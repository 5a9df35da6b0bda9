import type { Database } from "../db.ts";
import { newId } from "./ids.ts";

export const ROLES = ["writer", "moderator", "editor", "publisher"] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: the holder of a token, or Dateline itself. */
export interface Actor {
  id: string;
  name: string;
  role: Role;
  /** Milliseconds; null: never. */
  expiresAt: number | null;
}

/** Who acts, when, in which request, and on which database: what every verb is given. */
export interface Act {
  db: Database;
  actor: Actor;
  now: number;
  requestId: string;
  /** How many webhooks the change came by (http/hops.ts); absent: none. */
  hops?: number;
  /** The request's Idempotency-Key, and what tells the request from others (http/fingerprint.ts). */
  key?: { key: string; fingerprint: string };
}

/** What time has made due is done by Dateline itself. */
export function byDateline(db: Database, now: number): Act {
  const actor: Actor = { id: "dateline", name: "Dateline", role: "editor", expiresAt: null };
  return { db, actor, now, requestId: newId(now) };
}

/** What the operator's own moderation decides of a comment that was just sent (comments/moderation-hook.ts). */
export function byHook(context: Pick<Act, "db" | "now" | "requestId">): Act {
  const actor: Actor = { id: "hook", name: "Moderation hook", role: "moderator", expiresAt: null };
  return { ...context, actor };
}

const COVERS: Record<Role, readonly Role[]> = {
  writer: ["writer"],
  moderator: ["moderator"],
  editor: ["writer", "moderator", "editor"],
  publisher: ROLES,
};

/** True where `role` may do what `needed` may. CONTRACT §0, Auth. */
export function covers(role: Role, needed: Role): boolean {
  return COVERS[role].includes(needed);
}
