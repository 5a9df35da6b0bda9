import type { Site } from "./site.ts";

const SHOWN_COMPLAINTS = 12;

/** What a part is given. */
export interface Stage {
  site: Site;
  report: Report;
  isQuick: boolean;
  /** Milliseconds since 1970: loops begin nothing new after it. */
  until: number;
}

/** One long run against the site; what is wrong it tells its report. */
export interface Part {
  name: string;
  /** For what it takes longer than three. */
  minutes?: number;
  run: (stage: Stage) => Promise<void>;
}

/** Thrown by a part that lacks what it needs. */
export class Skipped extends Error {}

/** Prints the figures of a part as they come, and keeps what is wrong. */
export class Report {
  readonly #complaints = new Map<string, { times: number; example: string }>();
  #cut = "";

  figure(text: string): void {
    console.log(`  ${text}`);
  }

  /** Notes a complaint unless `isRight`. Complaints of one kind are counted, the first one is shown. */
  expect(isRight: boolean, kind: string, example: () => string = () => ""): void {
    if (isRight) return;
    const known = this.#complaints.get(kind);
    if (known) known.times++;
    else this.#complaints.set(kind, { times: 1, example: example() });
  }

  /** Says that time ran out after `done` of `all`: less was tried, nothing is wrong. */
  covered(done: number, all: number, what: string): void {
    this.figure(`${done.toLocaleString("en")} of ${all.toLocaleString("en")} ${what}`);
    if (done < all) this.#cut = `, cut short by time: ${done} of ${all} ${what}`;
  }

  get isOk(): boolean {
    return this.#complaints.size === 0;
  }

  /** The last lines: what is wrong, then `ok` or `FAIL`. */
  close(name: string, seconds: number): void {
    const complaints = [...this.#complaints];
    for (const [kind, { times, example }] of complaints.slice(0, SHOWN_COMPLAINTS))
      console.log(`  ✗ ${kind} (${times} ×)${example && `\n      ${example}`}`);
    if (complaints.length > SHOWN_COMPLAINTS)
      console.log(`  ✗ and ${complaints.length - SHOWN_COMPLAINTS} other kinds`);
    console.log(`${this.isOk ? "ok" : "FAIL"}  ${name} (${seconds.toFixed(1)} s${this.#cut})\n`);
  }
}
