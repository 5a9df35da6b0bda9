import { within } from "../within.ts";
import { type Answer, isLate } from "./send.ts";

/** The calls of one run that are on their way, and what came of those that are over. */
export class Underway {
  readonly #calls = new Set<Promise<void>>();
  #answered = 0;
  #late = 0;
  #faults: unknown[] = [];

  /** How many are on their way. */
  get size(): number {
    return this.#calls.size;
  }

  get hasAnswers(): boolean {
    return this.#answered > 0;
  }

  /** The receiver let as many wait as it answered. */
  get isHanging(): boolean {
    return this.#late > 0 && this.#late >= this.#answered;
  }

  /** Takes a call along, and gives when it is over. Where it throws, that is our fault, and thrown by whoever waits next. */
  add(call: Promise<Answer>): Promise<void> {
    const seen: Promise<void> = call
      .then(
        (answer) => void (isLate(answer) ? this.#late++ : this.#answered++),
        (fault: unknown) => void this.#faults.push(fault),
      )
      .finally(() => this.#calls.delete(seen));
    this.#calls.add(seen);
    return seen;
  }

  /** Waits until one more is over. */
  async one(): Promise<void> {
    await Promise.race(this.#calls);
    this.#throwFault();
  }

  /** Waits until these are over, or all where there are none of these, `ms` at most. Throws what a call threw. */
  async pause(ms: number, these: readonly Promise<void>[]): Promise<void> {
    await within(ms, Promise.all(these.length > 0 ? these : this.#calls));
    this.#throwFault();
  }

  /** Waits until all are over. Throws what a call threw. */
  async over(): Promise<void> {
    await Promise.all(this.#calls);
    this.#throwFault();
  }

  #throwFault(): void {
    const [fault] = this.#faults.splice(0);
    if (fault !== undefined) throw fault;
  }
}
