import { v7 } from "uuid";

/** A new id: UUIDv7 (RFC 9562 §5.7), so ids sort by time. `now` in milliseconds. */
export function newId(now: number = Date.now()): string {
  return v7({ msecs: now });
}
