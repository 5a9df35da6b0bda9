import type { Check } from "../check.ts";
import { changes } from "./changes.ts";
import { keeping } from "./keeping.ts";
import { keys } from "./keys.ts";
import { parts } from "./parts.ts";

/** What the cache in front of a site does, seen from outside. */
export const EDGE_CHECKS: readonly Check[] = [...keeping, ...parts, ...keys, ...changes];
