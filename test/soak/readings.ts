import { createHash } from "node:crypto";
import type { Answer } from "./client.ts";
import { Tally } from "./together.ts";

/**
 * What a set of answers of one page comes to.
 *
 * How renders are counted: the app gives each render an X-Request-Id, and the edge keeps it with the page. So all answers
 * of the canonical URL that came from one render carry one id, and the number of different ids is the number of renders
 * (each of them also says MISS, once).
 */
export class Readings {
  readonly statuses = new Tally();
  readonly cache = new Tally();
  readonly bodies = new Tally();
  readonly etags = new Tally();
  readonly renders = new Tally();

  add({ status, headers, bytes }: Answer): void {
    this.statuses.add(status);
    this.cache.add(String(headers["cf-cache-status"]));
    this.bodies.add(createHash("sha256").update(bytes).digest("hex"));
    this.etags.add(String(headers.etag));
    this.renders.add(String(headers["x-request-id"]));
  }
}
