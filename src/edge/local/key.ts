import { KEY_HEADERS } from "../../http/canonical.ts";

/** Path and query as they came, and whatever of the request could poison the entry; never the host. */
export function keyOf(request: Request): string {
  const { headers, url } = request;
  let key = targetOf(url);
  for (const name of KEY_HEADERS) {
    const value = headers.get(name);
    if (value !== null && !isPlainScheme(name, value)) key += `\n${name}:${value}`;
  }
  return key;
}

/** One key for each combination of values of the headers that `Vary` names, compared verbatim. */
export function variantKey(key: string, names: readonly string[], headers: Headers): string {
  let variant = key;
  for (const name of names) {
    const value = headers.get(name);
    variant += value === null ? `\n-${name}` : `\n+${name}:${value}`;
  }
  return variant;
}

// Slicing instead of `new URL`: this runs for every hit.
function targetOf(url: string): string {
  const path = url.indexOf("/", url.indexOf("://") + 3);
  const fragment = url.indexOf("#", path);
  return fragment < 0 ? url.slice(path) : url.slice(path, fragment);
}

function isPlainScheme(name: string, value: string): boolean {
  return name === "x-forwarded-scheme" && (value === "http" || value === "https");
}
