import type { JSX } from "hono/jsx/jsx-runtime";

type Attributes = Omit<JSX.IntrinsicElements["link"], "itemProp">;

/**
 * A `<link>` of the head, drawn where it stands. Hono moves links to the head's end and looks for each through the whole
 * page for that, unless it has `itemProp`, be it undefined.
 */
export function HeadLink(attributes: Attributes) {
  return <link {...attributes} itemProp={undefined} />;
}
