import type { Json } from "./openapi.ts";

/** An id as examples show it. */
export const SAMPLE_ID = "01989f5e-6c00-7a31-8f6e-3b1f0c9d2e47";

/** The headers of answers, each said once. CONTRACT §0. */
export const HEADERS: Record<string, Json> = {
  "X-Request-Id": header("Names this answer in our logs.", SAMPLE_ID),
  ETag: header("The article's revision: what a change names in If-Match.", '"3"'),
  Location: header("Where what was made is read.", `/api/v1/articles/${SAMPLE_ID}`),
  "Idempotency-Replayed": header("There where this is the first answer again.", "true"),
  "WWW-Authenticate": header("RFC 6750.", "Bearer"),
  "Retry-After": header("Seconds.", "60"),
  RateLimit: header("draft-ietf-httpapi-ratelimit-headers-11.", '"failed-tokens";r=0;t=60'),
  "RateLimit-Policy": header("draft-ietf-httpapi-ratelimit-headers-11.", '"failed-tokens";q=20;w=60'),
};

function header(description: string, example: string): Json {
  return { description, schema: { type: "string" }, example };
}

/** The headers that a request may carry beside its token. */
export const CONDITIONS: Record<string, Json> = {
  "If-Match": {
    name: "If-Match",
    in: "header",
    required: true,
    description: "The ETag of the article as it was read. RFC 9110 §13.1.1.",
    schema: { type: "string" },
    example: '"3"',
  },
  "Idempotency-Key": {
    name: "Idempotency-Key",
    in: "header",
    required: false,
    description: "New for each deed; the same key and body again is given the first answer, for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: SAMPLE_ID,
  },
};
