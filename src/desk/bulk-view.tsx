import { GROUNDS } from "../comments/schema.ts";
import { words } from "../ui/words.ts";
import type { DeskPage } from "./desk-page.ts";
import { ProblemNote } from "./problem-note.tsx";

/** What can be done with all ticked comments at once. */
export function BulkBar({ page }: { page: DeskPage }) {
  const { desk, typed } = page;
  const say = words(desk.settings.language).desk;
  const isTheirs = typed.form === "ticked";
  const problems = isTheirs ? page.problems : [];
  return (
    <fieldset class="bulk">
      <legend>{say.ticked}</legend>
      <ProblemNote problems={problems} field="ids" />
      <button type="submit" name="do" value="publish">
        {say.publishTicked}
      </button>
      <p>
        <label for="ground">{say.ground}</label>
        <ProblemNote problems={problems} field="ground" />
        <select id="ground" name="ground">
          <option value="">…</option>
          {GROUNDS.map((ground) => (
            <option value={ground} selected={isTheirs && typed.ground === ground}>
              {say.grounds[ground]}
            </option>
          ))}
        </select>
      </p>
      <button type="submit" name="do" value={page.asked.status === "published" ? "remove" : "decline"}>
        {page.asked.status === "published" ? say.remove : say.declineTicked}
      </button>
    </fieldset>
  );
}
