export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

const ENTITY_TAG = /(?:W\/)?("[^"]*")/g;

/** Whether a reader's condition says that it has this version (RFC 9110 §13.1.2, §13.1.3). */
export function isUnchanged(condition: Headers, { etag, lastModified }: Validators): boolean {
  const tags = condition.get("if-none-match");
  if (tags !== null) return matches(tags, etag);
  const since = condition.get("if-modified-since");
  if (since === null || lastModified === null) return false;
  return Date.parse(lastModified) <= Date.parse(since);
}

// Weak comparison: only the opaque part counts.
function matches(list: string, etag: string | null): boolean {
  if (list.trim() === "*") return true;
  const opaque = etag?.replace(/^W\//, "");
  return [...list.matchAll(ENTITY_TAG)].some(([, tag]) => tag === opaque);
}
