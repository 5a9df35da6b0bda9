import type { Fields } from "./fields.ts";

/** What was typed into a form that was refused: it stands there again. */
export interface Typed {
  /** Which form it was. */
  form: string;
  ids: string[];
  law: string;
  note: string;
  ground: string;
  standing: string;
  reason: string;
}

export function typedIn(fields: Fields): Typed {
  const text = (name: string) => fields.text(name);
  return {
    form: text("form"),
    ids: fields.all("id"),
    law: text("law"),
    note: text("note"),
    ground: text("ground"),
    standing: text("standing"),
    reason: text("reason"),
  };
}
