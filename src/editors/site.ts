import * as z from "zod";
import type { Database } from "../db.ts";
import { HOURS_EXAMPLE, openingHours } from "../http/opening-hours.ts";
import { languageTag, line, menuUrl, prose, webUrl } from "../http/text.ts";
import { words } from "../ui/words.ts";
import { site } from "./schema.ts";

/** The comment policy that a site begins with, in its language: Markdown. */
export function defaultPolicy(language: string): string {
  return words(language).defaultPolicy;
}

const DEFAULT_POLICY = defaultPolicy("en");

export const DEFAULT_POLICY_HTML = DEFAULT_POLICY.split("\n\n")
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join("\n");

const menuItem = z.strictObject({ label: line(60, 1), url: menuUrl });
const time = z.iso.datetime({ offset: true });
const zone = z.string().refine(isTimeZone, "A time zone such as Europe/Berlin is needed.");

/** The site's settings, as written and as read. CONTRACT §3. */
export const siteSettings = z.strictObject({
  name: line(80, 1).default("Dateline"),
  tagline: line(160).default(""),
  url: webUrl().transform((url) => new URL(url).origin),
  language: languageTag.default("en"),
  timeZone: zone.default("UTC"),
  contactEmail: z.email().max(254).nullable().default(null),
  publisher: line(160).default(""),
  menu: z.array(menuItem).max(20).default([]),
  footer: z.array(menuItem).max(20).default([]),
  banner: z
    .strictObject({
      text: line(200, 1),
      url: menuUrl.nullable().default(null),
      until: time.nullable().default(null),
    })
    .nullable()
    .default(null),
  donation: z
    .strictObject({
      headline: line(120, 1),
      text: prose(1_000),
      url: webUrl().nullable().default(null),
      iban: z
        .string()
        .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, "An IBAN without spaces is needed.")
        .refine(isIban, "The check digits of this IBAN are wrong: a letter or digit is mistyped.")
        .nullable()
        .default(null),
      beneficiary: line(70).default(""),
    })
    .nullable()
    .default(null),
  commentPolicy: prose(10_000).default(DEFAULT_POLICY),
  comments: z
    .strictObject({
      closeAfterDays: z.int().min(1).max(3_650).nullable().default(null),
      hours: line(200)
        .refine(
          (text) => openingHours(text) !== undefined,
          `Hours as schema.org writes them are needed, such as ${HOURS_EXAMPLE}.`,
        )
        .nullable()
        .default(null),
      outsideHours: z.enum(["queue", "close"]).default("queue"),
      queueLimit: z.int().min(1).max(100_000).default(1_000),
      alertAfterMinutes: z.int().min(1).max(100_000).nullable().default(null),
    })
    .prefault({}),
  contentSignals: line(200).default("search=yes, ai-input=no, ai-train=no"),
  webSubHub: webUrl().nullable().default(null),
  turnstileSiteKey: line(100).nullable().default(null),
});

export type SiteSettings = z.infer<typeof siteSettings>;

/** ISO 13616-1 §6.2: as a number, with the first four characters last and letters as 10 to 35, it leaves 1 over 97. */
function isIban(iban: string): boolean {
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return /^\d+$/.test(digits) && BigInt(digits) % 97n === 1n;
}

/** The site as pages and verbs know it. */
export interface Site {
  settings: SiteSettings;
  policyHtml: string;
  /** The donation's QR code as SVG, or "". */
  transferCode: string;
  /** Milliseconds; 0 until the settings are first changed. */
  updatedAt: number;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** The row as a site; without a row it is the new site at `url`. */
export function siteFrom(
  row: (Omit<Site, "settings"> & { settings: string }) | undefined,
  url: string,
): Site {
  if (row) return { ...row, settings: JSON.parse(row.settings) as SiteSettings };
  return {
    settings: siteSettings.parse({ url }),
    policyHtml: DEFAULT_POLICY_HTML,
    transferCode: "",
    updatedAt: 0,
  };
}

/** The site. `url` is SITE_URL, which holds until the settings are first stored. */
export async function findSite(db: Database, url: string): Promise<Site> {
  return siteFrom(await db.select().from(site).get(), url);
}
