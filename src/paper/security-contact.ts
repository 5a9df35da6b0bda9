import { machinePage, readChrome } from "./machine-page.ts";

const MONTHS_AHEAD = 6;

/** `/.well-known/security.txt` (RFC 9116): where to tell of a weakness. */
export const securityContact = machinePage(
  {
    id: "securityContact",
    path: "/.well-known/security.txt",
    summary: "Where to report a weakness of the site.",
  },
  {
    type: "text/plain",
    read: async (call) => ({ ...(await readChrome(call)), now: call.now }),
    tags: () => [],
    write: ({ chrome: { settings }, now }) => {
      const { url, contactEmail, language } = settings;
      const lines = [
        `Contact: ${contactEmail ? `mailto:${contactEmail}` : `${url}/`}`,
        `Expires: ${expiresAfter(now)}`,
        `Preferred-Languages: ${[...new Set([language, "en"])].join(", ")}`,
        `Canonical: ${url}/.well-known/security.txt`,
      ];
      return `${lines.join("\n")}\n`;
    },
  },
);

/** The first of a month half a year ahead: the same for all who ask in one month, and less than a year away (§2.5.5). */
function expiresAfter(now: number): string {
  const today = new Date(now);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + MONTHS_AHEAD, 1)).toISOString();
}
