import { words } from "./words.ts";

interface Props {
  older: string | null;
  language: string;
  /** What lies there; older stories where nothing is said. */
  label?: string;
}

/** The way to the rest of a list, where there is any. */
export function Pager({ older, language, label = words(language).older }: Props) {
  if (!older) return null;
  return (
    <p class="pager">
      <a rel="next" href={older}>
        {label}
      </a>
    </p>
  );
}
