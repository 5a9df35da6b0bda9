import { OPERATIONS } from "./operations.js";

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** A refusal of the API, as RFC 9457 problem details tell it. */
export class ApiProblem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiProblem";
    this.problem = problem;
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
  }
}

/** The API of a site for the holder of a token. */
export function dateline({ url, token, fetch = globalThis.fetch }) {
  const call = async (id, input = {}) => {
    const [method, template] = OPERATIONS[id];
    const path = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(input.params[name]));
    const query = new URLSearchParams(definedOnly(input.query ?? {}));
    const address = new URL(`${path}${query.size > 0 ? `?${query}` : ""}`, url);
    const request = requestOf(method, token, input);
    return await answerOf(await persist(() => fetch(address, request), method));
  };
  return { call, list: (id, input) => each(call, id, input) };
}

/** Every item of a list, page by page. */
async function* each(call, id, input = {}) {
  for (let cursor = input.query?.cursor; ; ) {
    const { data } = await call(id, { ...input, query: { ...input.query, cursor } });
    yield* data.items;
    if (data.nextCursor === null) return;
    cursor = data.nextCursor;
  }
}

function definedOnly(members) {
  return Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
}

function requestOf(method, token, { body, ifMatch, idempotencyKey }) {
  const headers = { Authorization: `Bearer ${token}` };
  if (ifMatch) headers["If-Match"] = ifMatch;
  // One key for all attempts: what was done already is not done again.
  if (method === "POST") headers["Idempotency-Key"] = idempotencyKey ?? crypto.randomUUID();
  const isRaw = body instanceof Uint8Array || body instanceof Blob || body instanceof FormData;
  if (body !== undefined && !isRaw) headers["Content-Type"] = "application/json";
  return { method, headers, body: isRaw || body === undefined ? body : JSON.stringify(body) };
}

/** Tries again where nothing was answered, or 503: reads and what a key or If-Match makes safe to repeat. */
async function persist(send, method) {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === ATTEMPTS || method === "DELETE";
    try {
      const response = await send();
      if (response.status !== 503 || isLast) return response;
    } catch (error) {
      if (isLast) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt));
  }
}

async function answerOf(response) {
  const text = await response.text();
  const data = text === "" ? null : JSON.parse(text);
  if (!response.ok) throw new ApiProblem(data ?? { status: response.status, title: response.statusText });
  const { headers } = response;
  return { data, etag: headers.get("ETag"), isReplay: headers.get("Idempotency-Replayed") === "true" };
}
