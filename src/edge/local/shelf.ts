import type { Entry } from "./entry.ts";

/** The `Vary` of the newest answer under a key, and how many variants stand behind it. */
interface Signpost {
  names: readonly string[];
  variants: Set<string>;
}

/** Entries in the order of their last use, bounded by bytes. */
export class Shelf {
  readonly #limitBytes: number;
  readonly #entries = new Map<string, Entry>();
  readonly #signposts = new Map<string, Signpost>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** The headers that tell the variants of a key apart; undefined if it has none. */
  variesBy(baseKey: string): readonly string[] | undefined {
    return this.#signposts.get(baseKey)?.names;
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return entry;
  }

  holds(entry: Entry): boolean {
    return this.#entries.get(entry.key) === entry;
  }

  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** What the entries take, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Stores an entry, unless one from a later render is there, and makes room for it; one too large for any room goes. */
  put(entry: Entry): void {
    const old = this.#entries.get(entry.key);
    if (old && old.began > entry.began) return;
    if (old) this.remove(old);
    if (entry.bytes > this.#limitBytes) return;
    this.#entries.set(entry.key, entry);
    this.#bytes += entry.bytes;
    this.#post(entry);
    for (const oldest of this.#entries.values()) {
      if (this.#bytes <= this.#limitBytes) break;
      this.remove(oldest);
    }
  }

  remove(entry: Entry): void {
    if (!this.holds(entry)) return;
    this.#entries.delete(entry.key);
    this.#bytes -= entry.bytes;
    const signpost = this.#signposts.get(entry.baseKey);
    signpost?.variants.delete(entry.key);
    if (signpost?.variants.size === 0) this.#signposts.delete(entry.baseKey);
  }

  clear(): void {
    this.#entries.clear();
    this.#signposts.clear();
    this.#bytes = 0;
  }

  #post(entry: Entry): void {
    const signpost = this.#signposts.get(entry.baseKey);
    if (!signpost && entry.vary.length === 0) return;
    const variants = (signpost?.variants ?? new Set()).add(entry.key);
    this.#signposts.set(entry.baseKey, { names: entry.vary, variants });
  }
}
