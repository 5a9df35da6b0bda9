import * as z from "zod";
import { invalidField } from "../errors.ts";
import { isPagePath } from "./article-path.ts";

/** The path that leads elsewhere. Nothing else is looked up in D1 (CONTRACT §1), so nothing else can lead elsewhere. */
export const redirectParams = z.object({
  path: z
    .string()
    .refine(
      isPagePath,
      "Only an article's path (/2016/11/30/slug) or a page's (/slug, no reserved word) can lead elsewhere: any other is 404 without being looked up.",
    ),
});

const MAX_CHARS = 2_000;

/** Browsers read "/\\" and "/<tab>/" as "//". */
const ownPath = z
  .string()
  .max(MAX_CHARS)
  .regex(/^\/(?![/\\])[^\s\\\p{Cc}]*$/u, "A path such as /about is needed.");
const address = z
  .url({ protocol: /^https$/, error: "A path or an address that begins with https:// is needed." })
  .max(MAX_CHARS);

export const redirectInput = z.strictObject({
  to: z.union([ownPath, address]).meta({ examples: ["/imprint"] }),
});

export interface Target {
  /** As it is kept: a path of this site as readers write it, or an address. */
  to: string;
  /** Without query and fragment, where it is within this site; "" elsewhere. */
  path: string;
}

/** Where `to` leads. Throws 422 where it is none of ours and no address either. */
export function targetOf(to: string, siteUrl: string): Target {
  const url = URL.canParse(to, siteUrl) ? new URL(to, siteUrl) : undefined;
  if (!url?.hostname || url.pathname.startsWith("//"))
    throw invalidField("to", "malformed", "A path such as /about, or an address, is needed.");
  if (url.origin !== new URL(siteUrl).origin) return { to: url.href, path: "" };
  const path = readable(url.pathname);
  return { to: path + url.search + url.hash, path };
}

/** An article's or page's path without percent-encoding, as articles keep it; any other stays as it is. */
function readable(pathname: string): string {
  try {
    const path = decodeURI(pathname).normalize("NFC");
    return isPagePath(path) ? path : pathname;
  } catch {
    return pathname;
  }
}
