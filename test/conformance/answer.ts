import { Mismatch } from "./check.ts";

export type JsonObject = Record<string, unknown>;

interface Received {
  method: string;
  path: string;
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/** An answer that has been read to its end. */
export class Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;

  constructor({ method, path, status, headers, bytes }: Received) {
    this.method = method;
    this.path = path;
    this.status = status;
    this.headers = headers;
    this.bytes = bytes;
    this.text = new TextDecoder().decode(bytes);
  }

  /** Empty where the header is absent. */
  header(name: string): string {
    return this.headers.get(name) ?? "";
  }

  /** The ETag without what a proxy may add to it. */
  get etag(): string {
    return this.header("ETag").replace(/^W\//, "");
  }

  get type(): string {
    return this.header("Content-Type").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  }

  get isPage(): boolean {
    return this.type === "text/html" && /^<!doctype html>/i.test(this.text);
  }

  /** The body as a JSON object. */
  json(): JsonObject {
    try {
      const value: unknown = JSON.parse(this.text);
      if (isObject(value)) return value;
    } catch {
      // Told below, with what came instead.
    }
    throw new Mismatch(
      `a JSON object from ${this.call}`,
      `${this.status} ${this.type} ${excerpt(this.text)}`,
    );
  }

  get call(): string {
    return `${this.method} ${this.path}`;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list's `items` or of any other array of objects. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function excerpt(text: string, length = 120): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
