import type { OpenComment } from "../comments/context.ts";
import { type CommenterRecord, rejectionRate } from "../comments/record.ts";
import { STANDINGS } from "../comments/schema.ts";
import { When } from "../ui/time.tsx";
import { words } from "../ui/words.ts";
import { addressOf } from "./asked.ts";
import type { DeskPage } from "./desk-page.ts";
import { FromHere } from "./from-here.tsx";
import { faultOf, ProblemNote } from "./problem-note.tsx";

const PERCENT = 100;
const REASON_CHARS = 500;

/** The commenter's record in a line, and behind it the last change of standing and the way to set it. */
export function CommenterView({ page, record }: { page: DeskPage; record: CommenterRecord }) {
  const say = words(page.desk.settings.language).desk;
  const { standing, counts, id } = record;
  const rate = rejectionRate(counts);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <details class="record" open={page.typed.form === "standing" && page.problems.length > 0}>
      <summary>
        <span class={`tag ${standing}`}>{say.standings[standing]}</span> {say.written(total)}
        {rate !== null && ` · ${say.turnedDown(Math.round(rate * PERCENT))}`}
      </summary>
      <ul class="counts">
        {(["pending", "published", "declined", "removed", "deleted"] as const).map(
          (status) =>
            counts[status] > 0 && (
              <li>
                {say.states[status]}: {counts[status]}
              </li>
            ),
        )}
        <li>
          <a href={addressOf({ commenter: id })}>{say.theirs}</a>
        </li>
      </ul>
      <LastChange page={page} record={record} />
      <StandingForm page={page} record={record} />
    </details>
  );
}

function LastChange({ page, record: { changes } }: { page: DeskPage; record: CommenterRecord }) {
  const [last] = changes;
  if (!last) return null;
  const { language, timeZone } = page.desk.settings;
  const { desk } = words(language);
  const { standing, before, moderator, reason, at } = last;
  return (
    <p class="meta">
      <b>{desk.became(desk.standings[standing], desk.standings[before])}</b>
      <span dir="auto">{moderator ?? desk.byItself}</span>
      <When at={at} language={language} timeZone={timeZone} />
      {reason && <q dir="auto">{reason}</q>}
    </p>
  );
}

function StandingForm({ page, record: { id, standing } }: { page: DeskPage; record: CommenterRecord }) {
  const { desk, asked, typed } = page;
  const say = words(desk.settings.language).desk;
  const isTheirs = typed.form === "standing";
  const problems = isTheirs ? page.problems : [];
  const chosen = isTheirs ? typed.standing : standing;
  return (
    <form method="post" action="/desk/comments/standing" aria-label={say.commenter}>
      <FromHere asked={{ ...asked, open: desk.open?.row.id }} />
      <input type="hidden" name="form" value="standing" />
      <input type="hidden" name="who" value={id} />
      <p>
        <label for="standing">{say.standing}</label>
        <select id="standing" name="standing">
          {STANDINGS.map((each) => (
            <option value={each} selected={each === chosen}>
              {say.standings[each]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="reason">{say.reason}</label>
        <small>{say.reasonHint}</small>
        <ProblemNote problems={problems} field="reason" />
        <input
          type="text"
          id="reason"
          name="reason"
          value={isTheirs ? typed.reason : ""}
          maxlength={REASON_CHARS}
          dir="auto"
          required
          {...faultOf(problems, "reason")}
        />
      </p>
      <button type="submit">{say.setStanding}</button>
    </form>
  );
}

const OPENNESS = ["open", "held", "closed"] as const;

/** Opens, holds or closes the discussion of the comment's story. */
export function DiscussionForm({ page, open }: { page: DeskPage; open: OpenComment }) {
  const { desk, asked } = page;
  const say = words(desk.settings.language).desk;
  const { row, openness } = open;
  return (
    <details>
      <summary>
        {say.story}: {say.openness[openness]}
      </summary>
      <form method="post" action="/desk/comments/discussion" aria-label={say.story} class="choices">
        <FromHere asked={{ ...asked, open: row.id }} />
        <input type="hidden" name="story" value={row.article} />
        {OPENNESS.filter((each) => each !== openness).map((each) => (
          <button type="submit" name="do" value={each}>
            {say.setOpenness[each]}
          </button>
        ))}
      </form>
      <p class="meta">
        <a href={addressOf({ article: row.article })}>{say.ofStory}</a>
      </p>
    </details>
  );
}
