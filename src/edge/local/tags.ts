const MAX_TAGS = 1000;
const PRINTABLE_TAG = /^[\x21-\x7e]{1,1024}$/;

/** The tags of a `Cache-Tag` header in lower case; like the platform it drops bad ones without a word. */
export function tagsOf(header: string | null): Set<string> {
  const tags = (header ?? "").split(",").map((tag) => tag.trim());
  const valid = tags.filter((tag) => PRINTABLE_TAG.test(tag)).slice(0, MAX_TAGS);
  return new Set(valid.map((tag) => tag.toLowerCase()));
}
