import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import { STRICT_POLICY } from "./content-policy.ts";

const YEAR_S = 365 * 24 * 60 * 60;

const standard = secureHeaders({
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
const A_ROUTES_OWN = ["Referrer-Policy", "Cross-Origin-Resource-Policy"];
/** Pages with a script have their own, too. */
const POLICY = "Content-Security-Policy";

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
  if (!c.res.headers.has(POLICY)) c.res.headers.set(POLICY, STRICT_POLICY);
});
