import type { Child } from "hono/jsx";

interface Props {
  title: string;
  note: string;
  /** Where the form is sent. */
  action: string;
  /** The button's. */
  label: string;
  /** More fields. */
  children?: Child;
}

/** Something that is not done by one tap: the button is behind a second step, which needs no script. */
export function Confirm({ title, note, action, label, children }: Props) {
  return (
    <details>
      <summary>{title}</summary>
      <form method="post" action={action}>
        <p>{note}</p>
        {children}
        <p>
          <button type="submit">{label}</button>
        </p>
      </form>
    </details>
  );
}
