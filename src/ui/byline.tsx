import { words } from "./words.ts";

interface Props {
  authors: { slug: string; name: string /** Null where it is not public. */; email: string | null }[];
  language: string;
}

/** Who wrote it, with the way to more of theirs, and how to write to them. */
export function Byline({ authors, language }: Props) {
  if (authors.length === 0) return null;
  const { by, comma } = words(language);
  return (
    <address>
      {by}{" "}
      {authors.map(({ slug, name, email }, place) => (
        <span>
          <b dir="auto">
            <a href={`/authors/${slug}`}>{name}</a>
          </b>
          {email && (
            <>
              {" "}
              <a href={`mailto:${email}`}>{email}</a>
            </>
          )}
          {place < authors.length - 1 && comma}
        </span>
      ))}
    </address>
  );
}
