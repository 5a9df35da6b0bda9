import type { Locale } from "../ui/chrome.ts";
import { words } from "../ui/words.ts";
import { DeskLayout } from "./desk-layout.tsx";

interface Props {
  site: Locale & { name: string };
  /** Where to go then. */
  next: string;
  /** What was wrong with the token. */
  problem?: string | undefined;
}

/** The form by which a token opens the desk. */
export function SignInView({ site, next, problem }: Props) {
  const { desk } = words(site.language);
  return (
    <DeskLayout site={site} title={desk.title}>
      <div class="gate">
        <h1>{desk.title}</h1>
        <p>{desk.signInNote}</p>
        <form method="post" action="/desk/session">
          <p>
            <label for="token">{desk.token}</label>
            <small id="token-notes">
              {problem && <strong role="alert">{problem} </strong>}
              {desk.tokenHint}
            </small>
            <input
              type="password"
              id="token"
              name="token"
              aria-describedby="token-notes"
              aria-invalid={problem ? "true" : undefined}
              autocomplete="current-password"
              maxlength={100}
              required
            />
          </p>
          <input type="hidden" name="next" value={next} />
          <p>
            <button type="submit">{desk.signIn}</button>
          </p>
        </form>
      </div>
    </DeskLayout>
  );
}
