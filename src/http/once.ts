import { AppError } from "../errors.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { findKeyUse, type KeyedAct, type KeyUse, keepAnswer } from "./idempotency.ts";
import { NOT_KEPT } from "./respond.ts";
import type { Drawing, Made, Steps } from "./route.ts";
import { keepBytes } from "./validate.ts";

export const KEY_HEADER = "Idempotency-Key";
const KEY = /^[\x20-\x7e]{1,255}$/;
/** What a replay repeats beside status and body. */
const REPEATED = ["Content-Type", "ETag", "Location"];
/** How long the answer of a faster request with the same key is waited for: 3 s in all. */
const PAUSES_MS = [25, 50, 100, 200, 400, 800, 1_425];
const PATIENCE_MS = PAUSES_MS.reduce((sum, pause) => sum + pause);

/** A POST with an Idempotency-Key, before its body was read. */
export interface Attempt {
  call: Drawing;
  steps: Steps;
  maxBytes: number;
  /** Reads and checks the body. */
  readBody: () => Promise<unknown>;
}

type KeyedDrawing = Drawing & { act: KeyedAct };

/**
 * Does what a POST asks for once for each Idempotency-Key of a token; the same request again is given the first answer.
 * CONTRACT §0. Throws 400 `bad_request` (no key), 413, 422 `idempotency_key_reused`, and what the verb throws.
 */
export async function once({ call, steps, maxBytes, readBody }: Attempt): Promise<Response> {
  const request = call.c.req.raw;
  const key = keyIn(request);
  const fingerprint = fingerprintOf(request, await keepBytes(request, maxBytes));
  const drawing = { ...call, act: { ...call.act, key: { key, fingerprint } } };
  const known = await replay(drawing, steps);
  if (known) return known;
  const body = await readBody();
  let made: Made;
  try {
    made = { secret: null, ...(await steps.make({ ...drawing, body })) };
  } catch (error) {
    // Whatever stopped it: where the key is used up by now, the same request has been done.
    const theirs = await replay(drawing, steps);
    if (theirs) return theirs;
    throw error;
  }
  return await firstAnswer(drawing, steps, made);
}

/** The key: as it stands, or as a string of RFC 8941 (draft-ietf-httpapi-idempotency-key-header-07 §2.1). */
function keyIn(request: Request): string {
  const given = request.headers.get(KEY_HEADER) ?? "";
  const key = /^"(.*)"$/.exec(given)?.[1] ?? given;
  if (KEY.test(key)) return key;
  throw new AppError(
    "bad_request",
    `An ${KEY_HEADER} has 1 to 255 printable ASCII characters, as a UUID has.`,
  );
}

/** The answer to what has just been done, kept for those who ask again: without its secret. */
async function firstAnswer(drawing: KeyedDrawing, steps: Steps, made: Made): Promise<Response> {
  const response = await steps.answer(drawing, made);
  const repeatable = async () =>
    made.secret === null ? response.clone() : await steps.answer(drawing, { ...made, secret: null });
  await keep(drawing, made.subject, repeatable);
  return response;
}

/** The answer to the same request before; undefined where the key is free. Throws 422 where it was for another request. */
async function replay(drawing: KeyedDrawing, steps: Steps): Promise<Response | undefined> {
  const { act } = drawing;
  const use = await findKeyUse(act);
  if (!use) return undefined;
  if (use.fingerprint !== act.key.fingerprint) throw reused(use);
  const stored = use.answer ?? (await comingAnswer(act, use));
  if (stored !== null) return replayOf(JSON.parse(stored) as Kept);
  const { subject } = use;
  const drawn = await steps.answer(drawing, { subject, secret: null });
  const kept = await keep(drawing, subject, async () => drawn.clone());
  return replayOf(kept === null ? await asKept(drawn) : (JSON.parse(kept) as Kept));
}

/** The answer that a faster request is about to keep; null where it does not come, as after a crash. */
async function comingAnswer(act: KeyedAct, { createdAt }: KeyUse): Promise<string | null> {
  for (const pause of PAUSES_MS) {
    if (Date.now() > createdAt + PATIENCE_MS) return null;
    await scheduler.wait(pause);
    const use = await findKeyUse(act);
    if (use?.answer) return use.answer;
  }
  return null;
}

function reused({ createdAt }: KeyUse): AppError {
  return new AppError(
    "idempotency_key_reused",
    `This ${KEY_HEADER} was used for another request at ${new Date(createdAt).toISOString()}. Send what is new under a new key; to ask again, send the same path, type and body.`,
  );
}

interface Kept {
  status: number;
  headers: Record<string, string>;
  body: string;
}

async function asKept(response: Response): Promise<Kept> {
  const headers = REPEATED.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

function replayOf({ status, headers, body }: Kept): Response {
  const always = { ...NOT_KEPT, "Idempotency-Replayed": "true" };
  return new Response(body === "" ? null : body, { status, headers: { ...headers, ...always } });
}

/** Keeps an answer and gives the one that is kept. It is done already: a failure here is logged and changes nothing. */
async function keep({ act }: KeyedDrawing, subject: string, of: () => Promise<Response>) {
  try {
    return await keepAnswer(act, { subject, answer: JSON.stringify(await asKept(await of())) });
  } catch (error) {
    const { requestId } = act;
    console.error(
      JSON.stringify({ level: "error", message: "answer not kept", requestId, error: String(error) }),
    );
    return null;
  }
}
