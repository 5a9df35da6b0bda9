import { spokenIn } from "../ui/language.ts";
import { words } from "../ui/words.ts";

interface Props {
  headline: string;
  /** The article's whole address, its letters as they are. */
  url: string;
  /** The page's language, and the site's. */
  language: string;
  own: string;
}

/** Ways to pass a story on: plain links, which ask nobody for anything until they are followed. */
export function Share({ headline, url, language, own }: Props) {
  const say = words(own);
  return (
    <nav aria-labelledby="share" {...spokenIn(own, language)}>
      <b id="share">{say.share}</b>
      <ul>
        {waysToShare(headline, url, say.byMail).map(({ name, href }) => (
          <li>
            <a rel="nofollow noopener" href={href}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function waysToShare(headline: string, url: string, byMail: string) {
  const address = encodeURIComponent(url);
  return [
    { name: byMail, href: `mailto:?subject=${encodeURIComponent(headline)}&body=${address}` },
    { name: "WhatsApp", href: `https://wa.me/?text=${address}` },
    { name: "Telegram", href: `https://t.me/share/url?url=${address}` },
    { name: "Bluesky", href: `https://bsky.app/intent/compose?text=${address}` },
  ];
}
