export interface Link {
  label: string;
  url: string;
}

/** What every page shows of the site around its own matter. */
export interface Chrome {
  /** Null where the database can't be asked: the page is drawn bare. */
  site: {
    name: string;
    tagline: string;
    url: string;
    language: string;
    timeZone: string;
    contactEmail: string | null;
    menu: Link[];
    footer: Link[];
    banner: { text: string; url: string | null; until: string | null } | null;
  } | null;
  sections: { slug: string; name: string; kind: "stories" | "briefs" }[];
}

/** The language that the site speaks and the zone its clocks show. */
export interface Locale {
  language: string;
  timeZone: string;
}

/** The site's language and zone, or English and UTC where they can't be known. */
export function localeOf(chrome: Chrome): Locale {
  return chrome.site ?? { language: "en", timeZone: "UTC" };
}
