import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { THEME_HASHES } from "../ui/theme.ts";

const YEAR_S = 365 * 24 * 60 * 60;

const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: [...THEME_HASHES],
  imgSrc: ["'self'"],
  manifestSrc: ["'self'"],
  // Nothing runs that could ask; but a browser's own tools fetch robots.txt as the page would.
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
};

/** The Content-Security-Policy of a page on which a script of ours may run; `source` is its hash, as "'sha256-…'". */
export function policyWith(source: string): string {
  return Object.entries({ ...POLICY, scriptSrc: [source] })
    .map(([name, values]) => `${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)} ${values.join(" ")}`)
    .join("; ");
}

const standard = secureHeaders({
  contentSecurityPolicy: POLICY,
  permissionsPolicy: {
    camera: [],
    microphone: [],
    geolocation: [],
    payment: [],
    usb: [],
    browsingTopics: [],
  },
  referrerPolicy: "strict-origin-when-cross-origin",
  strictTransportSecurity: `max-age=${YEAR_S}`,
  crossOriginOpenerPolicy: "same-origin",
  crossOriginResourcePolicy: "same-origin",
  xContentTypeOptions: "nosniff",
  xFrameOptions: "DENY",
  xXssProtection: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
});

/** Headers that a route may set for itself: media are sandboxed and may be shown in feed readers, receipts send no referrer. */
const A_ROUTES_OWN = ["Content-Security-Policy", "Referrer-Policy", "Cross-Origin-Resource-Policy"];

/** What every answer forbids the browser: nothing runs, nothing is fetched from elsewhere, nobody frames us. */
export const secure = createMiddleware(async (c, next) => {
  const own: [string, string][] = [];
  await standard(c, async () => {
    await next();
    for (const name of A_ROUTES_OWN) {
      const value = c.res.headers.get(name);
      if (value !== null) own.push([name, value]);
    }
  });
  for (const [name, value] of own) c.res.headers.set(name, value);
});
