import type { Child } from "hono/jsx";
import { words } from "./words.ts";

const QUERY_LENGTH = 200;

interface Props {
  language: string;
  /** What stands in the field. */
  query?: string;
  /** Id of the field: another one for each form of a page. */
  id?: string;
  /** A sentence that helps, beside the field. */
  hint?: string;
  /** More fields. */
  children?: Child;
}

/** The form that leads to /search: a field and a button, and more fields where they are given. Works without script. */
export function SearchForm({ language, query = "", id = "q", hint, children }: Props) {
  const say = words(language);
  return (
    <search>
      <form class="search" action="/search">
        <p>
          <label for={id}>{say.searchWords}</label>
          {hint && <small id={`${id}-notes`}>{hint}</small>}
          <input
            type="search"
            id={id}
            name="q"
            value={query}
            maxlength={QUERY_LENGTH}
            dir="auto"
            autocomplete="off"
            enterkeyhint="search"
            aria-describedby={hint && `${id}-notes`}
          />
        </p>
        {children}
        <p>
          <button type="submit">{say.search}</button>
        </p>
      </form>
    </search>
  );
}

interface SelectProps {
  name: string;
  label: string;
  /** What the choice of nothing says. */
  all: string;
  options: { value: string; text: string }[];
  chosen: string | undefined;
}

/** One more field of the form; what was chosen stays chosen, even if it is not among the options. */
export function SearchChoice({ name, label, all, options, chosen }: SelectProps) {
  const isKnown = chosen === undefined || options.some(({ value }) => value === chosen);
  const offered = isKnown ? options : [...options, { value: chosen, text: chosen }];
  return (
    <p>
      <label for={`search-${name}`}>{label}</label>
      <select id={`search-${name}`} name={name}>
        <option value="">{all}</option>
        {offered.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}
