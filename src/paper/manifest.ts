import { directionOf } from "../ui/language.ts";
import { machinePage, readChrome } from "./machine-page.ts";

/** The icon's ground, and the page's by day (ui/theme.ts). */
const BRAND = "#9c2318";
const PAPER = "#fefcf8";

/** `/manifest.webmanifest` (W3C Web Application Manifest): the paper on a home screen. */
export const manifest = machinePage(
  { id: "manifest", path: "/manifest.webmanifest", summary: "Name and icons for a home screen." },
  {
    type: "application/manifest+json",
    read: readChrome,
    tags: () => [],
    write: ({ chrome: { settings } }) => {
      const { name, tagline, language } = settings;
      return JSON.stringify({
        id: "/",
        name,
        short_name: name,
        ...(tagline ? { description: tagline } : {}),
        lang: language,
        dir: directionOf(language),
        start_url: "/",
        scope: "/",
        display: "minimal-ui",
        theme_color: BRAND,
        background_color: PAPER,
        categories: ["news"],
        icons: [
          { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
          { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      });
    },
  },
);
