import { AppError } from "../errors.ts";

/** 422: the file's structure can't be followed, so nobody knows what is in it. */
export function unreadable(what: string): AppError {
  return new AppError("unreadable_picture", `The picture is cut off or broken: ${what}. Export it anew.`);
}

export function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function beginsWith(bytes: Uint8Array, start: string): boolean {
  return ascii(bytes.subarray(0, start.length)) === start;
}

/** Reads from front to back; whatever would lie outside is refused, so that a length can't lie. */
export class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get rest(): Uint8Array {
    return this.#bytes.subarray(this.#at);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Uint8Array {
    const start = this.#pass(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** An unsigned number, big endian; of 8 bytes it is only good for comparing. */
  uint(size: number): number {
    let value = 0;
    for (let at = this.#pass(size); at < this.#at; at++) value = value * 256 + (this.#bytes[at] ?? 0);
    return value;
  }

  uintLittle(size: number): number {
    return this.take(size).reduceRight((value, byte) => value * 256 + byte, 0);
  }

  text(length: number): string {
    return ascii(this.take(length));
  }

  /** Goes on, and gives where it was. */
  #pass(length: number): number {
    if (length < 0 || length > this.left) throw unreadable(`${length} bytes asked for, ${this.left} there`);
    this.#at += length;
    return this.#at - length;
  }
}

/** What is kept, in one buffer made at the start: a million tiny parts cost no memory. */
export class Kept {
  readonly #buffer: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity: number) {
    this.#buffer = new Uint8Array(capacity);
  }

  add(...parts: ArrayLike<number>[]): void {
    for (const part of parts) {
      this.#buffer.set(part, this.#length);
      this.#length += part.length;
    }
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }
}
