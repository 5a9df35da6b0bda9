import { type Asked, askedInput } from "./asked.ts";

/** The fields of a form of the desk. */
export class Fields {
  readonly #form: FormData;

  constructor(form: FormData = new FormData()) {
    this.#form = form;
  }

  /** "" where there is no such field. */
  text(name: string): string {
    return this.all(name)[0] ?? "";
  }

  /** Null where nothing was typed. */
  optional(name: string): string | null {
    return this.text(name).trim() || null;
  }

  /** Each value once. */
  all(name: string): string[] {
    const values = this.#form.getAll(name).filter((value) => typeof value === "string");
    return [...new Set(values)];
  }

  /** The page that the form stood on. */
  asked(): Asked {
    const names = ["status", "article", "commenter", "after", "open"];
    return askedInput.parse(Object.fromEntries(names.map((name) => [name, this.text(name) || undefined])));
  }
}
