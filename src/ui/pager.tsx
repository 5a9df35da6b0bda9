import { words } from "./words.ts";

/** The way to older stories, where there are any. */
export function Pager({ older, language }: { older: string | null; language: string }) {
  if (!older) return null;
  return (
    <p class="pager">
      <a rel="next" href={older}>
        {words(language).older}
      </a>
    </p>
  );
}
