import { secureHeaders } from "hono/secure-headers";
import { THEME_HASH } from "../ui/theme.ts";

const YEAR_S = 365 * 24 * 60 * 60;

/** What every page and answer forbids the browser. Nothing runs, nothing is fetched from elsewhere, nobody frames us. */
export const secure = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [THEME_HASH],
    imgSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["'none'"],
  },
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [], browsingTopics: [] },
  referrerPolicy: "strict-origin-when-cross-origin",
  strictTransportSecurity: `max-age=${YEAR_S}; includeSubDomains`,
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
