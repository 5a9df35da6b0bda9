import { THEME_HASHES } from "../ui/theme.ts";

interface Allowed {
  /** Sources of scripts, as a policy names them; none where nothing is said. */
  scripts?: readonly string[];
  /** Origins that may be framed. */
  frames?: readonly string[];
  /** The Trusted Types policies that may be made. */
  trustedTypes?: "'none'" | "default";
}

/** A Content-Security-Policy: nothing runs, nothing is fetched from elsewhere, nobody frames us, but for what is allowed. */
export function contentPolicy({ scripts = [], frames = [], trustedTypes = "'none'" }: Allowed = {}): string {
  const directives = [
    "default-src 'none'",
    `style-src ${THEME_HASHES.join(" ")}`,
    scripts.length > 0 ? `script-src ${scripts.join(" ")}` : "",
    frames.length > 0 ? `frame-src ${frames.join(" ")}` : "",
    "img-src 'self'",
    "manifest-src 'self'",
    // A page's script asks its own site; and a browser's own tools fetch robots.txt as the page would.
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypes}`,
  ];
  return directives.filter(Boolean).join("; ");
}

/** For every answer that says nothing else. */
export const STRICT_POLICY = contentPolicy();
