import { AppError } from "../errors.ts";
import { clientOf } from "./client.ts";

const PERIOD_S = 60;

/** A Workers rate-limit binding: how many requests of one client, or of whom it counts, it lets through in a minute. */
export interface Gate {
  binding: RateLimit;
  /** As RateLimit-Policy calls it. */
  name: string;
  quota: number;
  /** Whom it counts; absent: the client. */
  key?: string;
}

/**
 * The cheap gate before D1: it counts per location and only roughly. Throws 429 `rate_limited` with `detail`. The
 * binding tells neither count nor time, so the whole period is named (draft-ietf-httpapi-ratelimit-headers-11).
 */
export async function passGate(request: Request, gate: Gate, detail: string): Promise<void> {
  const { success } = await gate.binding.limit({ key: gate.key ?? clientOf(request) });
  if (success) return;
  const headers = {
    "Retry-After": String(PERIOD_S),
    "RateLimit-Policy": `"${gate.name}";q=${gate.quota};w=${PERIOD_S}`,
    RateLimit: `"${gate.name}";r=0;t=${PERIOD_S}`,
  };
  throw new AppError("rate_limited", detail, { headers });
}
