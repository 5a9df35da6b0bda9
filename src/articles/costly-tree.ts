import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from "parse5";

const MAX_DEPTH = 50;
const MAX_ELEMENTS = 20_000;

type Adapter = typeof defaultTreeAdapter;

/**
 * Refuses markup of which a browser would build a huge or deep tree: a few bytes of misnested formatting are repeated
 * in every block that follows. It is parsed as a browser does, and given up as soon as the tree is too large.
 * Throws `CostlyText`.
 */
export function refuseCostlyTree(html: string): void {
  boundedTree(html);
}

/** The tree that a browser would build, if it is small and flat enough. Throws `CostlyText`. */
export function boundedTree(html: string): DefaultTreeAdapterTypes.DocumentFragment {
  return parseFragment(html, { treeAdapter: countingAdapter() });
}

function countingAdapter(): Adapter {
  const depths = new WeakMap<object, number>();
  let elements = 0;
  const place = (parent: object, node: object) => {
    const depth = (depths.get(parent) ?? 0) + 1;
    if (depth > MAX_DEPTH) throw tooDeep();
    depths.set(node, depth);
  };
  return {
    ...defaultTreeAdapter,
    createElement(...of: Parameters<Adapter["createElement"]>) {
      if (++elements > MAX_ELEMENTS) throw tooComplex();
      return defaultTreeAdapter.createElement(...of);
    },
    getTemplateContent(template: Parameters<Adapter["getTemplateContent"]>[0]) {
      const content = defaultTreeAdapter.getTemplateContent(template);
      depths.set(content, depths.get(template) ?? 0);
      return content;
    },
    appendChild(...[parent, node]: Parameters<Adapter["appendChild"]>) {
      place(parent, node);
      defaultTreeAdapter.appendChild(parent, node);
    },
    insertBefore(...[parent, node, before]: Parameters<Adapter["insertBefore"]>) {
      place(parent, node);
      defaultTreeAdapter.insertBefore(parent, node, before);
    },
  };
}

/** A text that would cost the parsers, or those who read what they make of it, too much. */
export class CostlyText extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function tooDeep(): CostlyText {
  return new CostlyText("too_deep", `The markup is nested too deep; ${MAX_DEPTH} levels are possible.`);
}

export function tooComplex(): CostlyText {
  return new CostlyText(
    "too_complex",
    "The text has too many formatting marks, cells or elements. Split it.",
  );
}
