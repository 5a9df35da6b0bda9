import { inlineHash } from "./inline.ts";
import { BASE } from "./theme/base.ts";
import { BUTTONS } from "./theme/buttons.ts";
import { CARDS, FOCUS } from "./theme/cards.ts";
import { COMMENTS } from "./theme/comments.ts";
import { DESK } from "./theme/desk.ts";
import { FORMS } from "./theme/forms.ts";
import { FRONT } from "./theme/front.ts";
import { HISTORY } from "./theme/history.ts";
import { LIST } from "./theme/list.ts";
import { PAGER } from "./theme/pager.ts";
import { PROSE, RICH } from "./theme/prose.ts";
import { RAIL } from "./theme/rail.ts";
import { STORY } from "./theme/story.ts";
import { TALK } from "./theme/talk.ts";

/** How a page's matter is set: the front page, a list of stories, an article, a sheet of text or a form, an article's history, the desk. */
export type Setting = "front" | "list" | "story" | "sheet" | "history" | "desk";

/** The whole style sheet of each setting, squeezed: a page carries what it needs in its head, and asks for no other. */
export const THEMES: Record<Setting | "rich", string> = {
  front: squeeze(BASE + CARDS + FOCUS + RAIL + FRONT),
  list: squeeze(BASE + CARDS + FOCUS + RAIL + LIST + PAGER + FORMS + BUTTONS),
  story: squeeze(BASE + RAIL + PROSE + STORY + COMMENTS + BUTTONS),
  // A story that holds what few do.
  rich: squeeze(BASE + RAIL + PROSE + RICH + STORY + COMMENTS + BUTTONS),
  sheet: squeeze(BASE + PROSE + RICH + TALK + COMMENTS + PAGER + FORMS + BUTTONS),
  history: squeeze(BASE + PAGER + HISTORY),
  desk: squeeze(BASE + FORMS + BUTTONS + PAGER + DESK),
};

/** The style sheets' hashes, as a Content-Security-Policy names them. */
export const THEME_HASHES = await Promise.all(Object.values(THEMES).map(inlineHash));

function squeeze(css: string): string {
  return css
    .replace(/\/\*[^*]*\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}
