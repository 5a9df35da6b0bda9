import type { Site } from "./site.ts";

/** One sentence of the contract, and how to see from outside whether it holds. */
export interface Check {
  /** Where the contract says it, such as "§2". */
  part: string;
  title: string;
  /** "token": it writes, as a publisher. */
  needs: "nothing" | "token";
  /** What it gives, if anything, is printed beside "ok". */
  run(site: Site): Promise<string | undefined> | Promise<void>;
}

/** The site does otherwise than the contract says. */
export class Mismatch extends Error {
  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`);
  }
}

/** The check can't be made here and now; the message says why. */
export class Skipped extends Error {}
