interface Difference {
  why: string;
  ids: readonly string[];
}

/** Cases that can't be played here: which, and why. */
export const LEFT_OUT: readonly { why: string; isMeant: (id: string, isForBrowsers: boolean) => boolean }[] =
  [
    { why: "meant for a browser's own cache", isMeant: (_, isForBrowsers) => isForBrowsers },
    { why: "a Worker can't send 1xx answers", isMeant: (id) => id.startsWith("interim-") },
    { why: "a Worker knows no M-SEARCH", isMeant: (id) => id.includes("M-SEARCH") },
  ];

/** Cases that end otherwise than the suite expects, and why that is as it should be here. */
export const DIFFERENCES: readonly Difference[] = [
  {
    why: "as on the platform, an answer without any cache header is kept, a 200 for two hours",
    ids: ["freshness-none"],
  },
  {
    why: "a reader can't bust the cache: what the request says of caching counts for nothing",
    ids: [
      "ccreq-ma0",
      "ccreq-ma1",
      "ccreq-magreaterage",
      "ccreq-max-stale",
      "ccreq-max-stale-age",
      "ccreq-min-fresh",
      "ccreq-min-fresh-age",
      "ccreq-no-cache",
      "ccreq-no-cache-lm",
      "ccreq-no-cache-etag",
      "ccreq-no-store",
      "ccreq-oic",
    ],
  },
  {
    why: "as on the platform, only a purge takes a page away, not a POST, PUT or DELETE",
    ids: [
      "invalidate-POST",
      "invalidate-PUT",
      "invalidate-DELETE",
      "invalidate-POST-location",
      "invalidate-PUT-location",
      "invalidate-DELETE-location",
      "invalidate-POST-cl",
      "invalidate-PUT-cl",
      "invalidate-DELETE-cl",
    ],
  },
  {
    why: "as on the platform, Authorization in the request passes by the cache, whatever the answer says",
    ids: ["other-authorization-public", "other-authorization-must-revalidate", "other-authorization-smaxage"],
  },
  {
    why: "as on the platform, an answer with Set-Cookie is not stored",
    ids: ["headers-store-Set-Cookie", "304-etag-update-response-Set-Cookie", "other-set-cookie"],
  },
  {
    why: "as on the platform, Vary is compared verbatim",
    ids: [
      "vary-normalise-lang-order",
      "vary-normalise-lang-case",
      "vary-normalise-lang-space",
      "vary-normalise-lang-select",
      "vary-normalise-space",
    ],
  },
  {
    why: "an error is never stored, even if it says that it may be",
    ids: [
      "status-500-fresh",
      "status-502-fresh",
      "status-503-fresh",
      "status-504-fresh",
      "status-599-fresh",
      "heuristic-501-cached",
      "heuristic-599-cached",
    ],
  },
  {
    why: "the app is asked by GET for the whole page without the reader's conditions: those are answered here",
    ids: [
      "head-writethrough",
      "head-200-retain",
      "head-200-freshness-update",
      "head-200-update",
      "head-410-update",
      "conditional-etag-forward",
      "conditional-etag-forward-unquoted",
      "partial-store-partial-reuse-partial",
      "partial-store-partial-complete",
    ],
  },
  {
    why: "a part of a page (206) is not stored",
    ids: [
      "partial-store-partial-reuse-partial-byterange",
      "partial-store-partial-reuse-partial-absent",
      "partial-store-partial-reuse-partial-suffix",
    ],
  },
  { why: "an answer to POST is not stored", ids: ["method-POST"] },
  { why: "no-store is obeyed even beside must-understand", ids: ["status-200-must-understand"] },
  {
    why: "an entity tag is quoted (RFC 9110 §8.8.3): what is not matches nothing, and is sent as it came",
    ids: [
      "conditional-etag-quoted-respond-unquoted",
      "conditional-etag-unquoted-respond-unquoted",
      "conditional-etag-unquoted-respond-quoted",
      "conditional-etag-weak-respond-lowercase",
      "conditional-etag-weak-respond-backslash",
      "conditional-etag-weak-respond-omit-slash",
      "conditional-etag-strong-generate-unquoted",
    ],
  },
  {
    why: "a variant that is not there is asked for without condition",
    ids: ["conditional-etag-vary-headers-mismatch"],
  },
  { why: "a page without Last-Modified has no date to compare", ids: ["conditional-lm-fresh-no-lm"] },
  {
    why: "a 304 changes no header that describes the body that it keeps",
    ids: [
      "304-etag-update-response-Content-Encoding",
      "304-etag-update-response-Content-Range",
      "304-etag-update-response-Content-Type",
    ],
  },
  {
    why: "the runtime writes Content-Length, from the body that is sent",
    ids: ["headers-store-Content-Length", "304-etag-update-response-Content-Length"],
  },
  {
    why: "Warning is obsolete (RFC 9111 §5.5)",
    ids: ["stale-warning-stored", "stale-warning-become"],
  },
  {
    why: "no-cache counts for the whole answer, even if it names headers",
    ids: [
      "headers-omit-headers-listed-in-Cache-Control-no-cache-single",
      "headers-omit-headers-listed-in-Cache-Control-no-cache",
    ],
  },
  {
    why: "age counts from the end of the render, by Age and not by Date, as http-cache-semantics does it",
    ids: ["freshness-max-age-date", "other-age-delay"],
  },
  {
    why: "directives are read leniently: of two the last counts, spaces and quotes do no harm",
    ids: [
      "freshness-max-age-two-fresh-stale-sameline",
      "freshness-max-age-two-fresh-stale-sepline",
      "freshness-max-age-space-before-equals",
      "freshness-max-age-space-after-equals",
      "cdn-max-age-space-before-equals",
      "cdn-max-age-space-after-equals",
      "cdn-cc-invalid-sh-type-unknown",
      "cdn-cc-invalid-sh-type-wrong",
    ],
  },
  { why: "a max-age that is no number counts as none: never fresh", ids: ["freshness-max-age-a100"] },
  {
    why: "Expires is read as JavaScript reads dates; Dateline sends none",
    ids: [
      "freshness-expires-rfc850",
      "freshness-expires-invalid-utc",
      "freshness-expires-invalid-no-comma",
      "freshness-expires-invalid-multiple-spaces",
      "freshness-expires-invalid-date-dashes",
      "freshness-expires-invalid-1-digit-hour",
    ],
  },
];
