import type { Child } from "hono/jsx";
import type { Locale } from "./chrome.ts";
import { spokenIn } from "./language.ts";
import { Picture, type PictureFace, type PicturePlace } from "./picture.tsx";
import { When } from "./time.tsx";
import { words } from "./words.ts";

/** A story as lists show it. */
export interface CardFace {
  id: string;
  kind: string;
  label: string | null;
  headline: string;
  standfirst: string;
  path: string | null;
  language: string;
  section: string | null;
  sectionName: string | null;
  publishedAt: number | null;
  authors: { name: string }[];
  lead: PictureFace | null;
}

interface Props {
  card: CardFace;
  variant: "lead" | "second" | "line";
  site: Locale;
  level?: 2 | 3;
  /** Whether the page already says which section this is. */
  isInSection?: boolean;
  /** Where its picture stands, if not where the variant says. */
  place?: PicturePlace;
  /** In the standfirst's place: why it is on this list. */
  excerpt?: Child;
}

/** A story on a list: the page's lead, one of the seconds with standfirst and picture, or a line. */
export function Card({
  card,
  variant,
  site,
  level = 2,
  isInSection = false,
  place = variant,
  excerpt,
}: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  const { lang, dir } = spokenIn(card.language, site.language);
  const isLine = variant === "line";
  return (
    <article class={variant} lang={lang}>
      {card.lead && !isLine && <Picture picture={card.lead} place={place} />}
      <div dir={dir}>
        <Kicker card={card} site={site} isInSection={isInSection} />
        <Heading>
          <a href={card.path ?? "/"}>{card.headline}</a>
        </Heading>
        {excerpt ?? (card.standfirst && !isLine && <p>{card.standfirst}</p>)}
        <CardMeta card={card} site={site} isSigned={variant === "lead" || card.kind === "opinion"} />
      </div>
    </article>
  );
}

function Kicker({ card, site, isInSection }: { card: CardFace; site: Locale; isInSection: boolean }) {
  if (card.label) return <p class="label">{card.label}</p>;
  const text = card.kind === "opinion" ? words(site.language).opinion : isInSection ? null : card.sectionName;
  if (!text) return null;
  return (
    <p class="label" lang={card.language === site.language ? undefined : site.language}>
      {text}
    </p>
  );
}

function CardMeta({ card, site, isSigned }: { card: CardFace; site: Locale; isSigned: boolean }) {
  const { publishedAt, language } = card;
  const names = isSigned ? card.authors.map((author) => author.name).join(words(site.language).comma) : "";
  if (!names && publishedAt === null) return null;
  return (
    <p class="meta">
      {names}
      {names && publishedAt !== null && " · "}
      {publishedAt !== null && (
        <When at={publishedAt} language={site.language} timeZone={site.timeZone} around={language} short />
      )}
    </p>
  );
}
