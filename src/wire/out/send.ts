const MAX_READ_BYTES = 64 * 1_024;
const EXCERPT_BYTES = 1_000;
const LATE = "no answer in time";

/** A call that is ready to be made. */
export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came of it. */
export interface Answer {
  /** HTTP status; null: there was none. */
  status: number | null;
  /** Why there was none, in our words. */
  error: string | null;
  /** The beginning of the answer. */
  excerpt: string;
  /** Milliseconds for which the receiver wants to be left alone; undefined: it does not say. */
  retryAfterMs: number | undefined;
  /** Milliseconds. */
  durationMs: number;
}

/** Sends by POST, for `timeoutMs` at most; follows no redirect and reads no more than 64 kB of the answer. It never throws. */
export async function send({ url, headers, body }: Outgoing, timeoutMs: number): Promise<Answer> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    const retryAfterMs = waitIn(response.headers.get("Retry-After"));
    const excerpt = await beginningOf(response);
    return { status: response.status, error: null, excerpt, retryAfterMs, durationMs: took() };
  } catch (error) {
    const hasTimedOut = error instanceof Error && error.name === "TimeoutError";
    const why = hasTimedOut ? LATE : "out of reach";
    return { status: null, error: why, excerpt: "", retryAfterMs: undefined, durationMs: took() };
  }
}

/** A call that was not made. */
export function unsent(error: string): Answer {
  return { status: null, error, excerpt: "", retryAfterMs: undefined, durationMs: 0 };
}

/** True where the receiver did not answer in time. */
export function isLate({ error }: Answer): boolean {
  return error === LATE;
}

/** RFC 9110 §10.2.3: seconds, or a moment. */
function waitIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

/** The text with which an answer begins. What breaks off or is too slow has said what it is by its status already. */
async function beginningOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of response.body ?? []) {
      if (length < EXCERPT_BYTES) parts.push(part.slice(0, EXCERPT_BYTES - length));
      length += part.byteLength;
      if (length >= MAX_READ_BYTES) break;
    }
  } catch {
    // The status stands.
  }
  const decoder = new TextDecoder();
  const text = parts.map((part) => decoder.decode(part, { stream: true })).join("");
  return text.replace(/\p{Cc}/gu, " ");
}
