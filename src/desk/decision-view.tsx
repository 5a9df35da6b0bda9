import { GROUNDS } from "../comments/schema.ts";
import type { CommentRow } from "../comments/store.ts";
import { type DeskWords, words } from "../ui/words.ts";
import type { DeskPage } from "./desk-page.ts";
import { FromHere } from "./from-here.tsx";
import { faultOf, ProblemNote } from "./problem-note.tsx";

interface Props {
  page: DeskPage;
  row: CommentRow;
}

/** Publish, decline, remove: one tap for each ground; law and note before it, where they are wanted. */
export function DecisionForm({ page, row: { id, status } }: Props) {
  const { desk, asked } = page;
  const say = words(desk.settings.language).desk;
  const isStanding = status === "published";
  const at = desk.items.findIndex((item) => item.id === id);
  const next = at > 0 || asked.status ? desk.items[at + 1]?.id : undefined;
  const first = isStanding ? "remove" : "decline";
  const second = isStanding ? "decline" : "remove";
  return (
    <form method="post" action="/desk/comments/decisions" class="decide" aria-label={say.decision}>
      <button type="submit" disabled hidden />
      <FromHere asked={{ ...asked, open: id }} />
      <input type="hidden" name="form" value="open" />
      <input type="hidden" name="id" value={id} />
      {next && <input type="hidden" name="next" value={next} />}
      {!isStanding && (
        <button type="submit" name="do" value="publish" class="publish" data-key="p">
          {say.publish} <kbd>p</kbd>
        </button>
      )}
      <Explanation page={page} say={say} />
      <Grounds decision={first} say={say} />
      <details>
        <summary>{say[second]}</summary>
        <Grounds decision={second} say={say} />
      </details>
    </form>
  );
}

function Grounds({ decision, say }: { decision: "decline" | "remove"; say: DeskWords }) {
  const key = decision === "decline" ? "d" : "r";
  return (
    <fieldset class="grounds">
      <legend>
        {say[decision]} <kbd>{key}</kbd>
      </legend>
      {GROUNDS.map((ground, at) => (
        <button type="submit" name="do" value={`${decision}.${ground}`} data-key={`${key}${at + 1}`}>
          {say.grounds[ground]} <kbd>{at + 1}</kbd>
        </button>
      ))}
    </fieldset>
  );
}

const LAW_CHARS = 200;
const NOTE_CHARS = 1_000;

function Explanation({ page: { typed, problems, asked }, say }: { page: DeskPage; say: DeskWords }) {
  const isTheirs = typed.form === "open" && asked.open !== undefined;
  const own = isTheirs ? problems : [];
  const values = isTheirs ? typed : { law: "", note: "" };
  return (
    <details open={values.law !== "" || values.note !== ""}>
      <summary>{say.explain}</summary>
      <p>
        <label for="law">{say.law}</label>
        <ProblemNote problems={own} field="law" />
        <input
          type="text"
          id="law"
          name="law"
          value={values.law}
          maxlength={LAW_CHARS}
          dir="auto"
          {...faultOf(own, "law")}
        />
      </p>
      <p>
        <label for="note">{say.note}</label>
        <small>{say.noteHint}</small>
        <ProblemNote problems={own} field="note" />
        <textarea id="note" name="note" maxlength={NOTE_CHARS} rows={3} dir="auto" {...faultOf(own, "note")}>
          {values.note}
        </textarea>
      </p>
      <ProblemNote problems={own} field="ground" />
    </details>
  );
}
