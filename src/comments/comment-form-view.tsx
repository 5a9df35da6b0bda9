import { raw } from "hono/html";
import { words } from "../ui/words.ts";
import { Challenge } from "./challenge-view.tsx";
import type { CommentFace } from "./comment-list.tsx";
import { sayClosed } from "./form-problems.ts";
import type { ClosedReason } from "./opening.ts";

const NAME_LENGTH = 60;
const BODY_LENGTH = 3_000;

/** What was typed, and what is wrong with it. */
export interface CommentForm {
  values: { name: string; body: string; parentId: string };
  errors: { path: string; message: string }[];
  /** The comment replied to. */
  parent?: CommentFace | undefined;
}

interface FormProps {
  form: CommentForm;
  path: string;
  language: string;
  /** How long others waited, in plain words. */
  wait: string | undefined;
  /** Turnstile's, where it is demanded. */
  siteKey: string | undefined;
}

/** The form for a comment or a reply; works without script. */
export function CommentFormView({ form, path, language, wait, siteKey }: FormProps) {
  const { values, errors, parent } = form;
  const say = words(language);
  const messageOf = (field: string) => errors.find((error) => error.path === field)?.message;
  return (
    <form
      id="form"
      method="post"
      action={`${path}/comments`}
      aria-labelledby="form-title"
      data-failed={say.sendFailed}
    >
      <h2 id="form-title">{parent ? say.replyTo(parent.name) : say.write}</h2>
      <Problems errors={errors} title={say.problems} />
      {parent && <Quoted parent={parent} path={path} cancel={say.cancelReply} />}
      <p>
        <label for="name">{say.name}</label>
        <Notes id="name" hint={say.nameHint} error={messageOf("name")} />
        <input
          type="text"
          {...about("name", messageOf("name"))}
          value={values.name}
          maxlength={NAME_LENGTH}
          autocomplete="name"
          required
        />
      </p>
      <p>
        <label for="body">{say.comment}</label>
        <Notes id="body" hint={say.commentHint} error={messageOf("body")} />
        <textarea {...about("body", messageOf("body"))} maxlength={BODY_LENGTH} rows={8} dir="auto" required>
          {values.body}
        </textarea>
      </p>
      {values.parentId && <input type="hidden" name="parentId" value={values.parentId} />}
      <p class="hidden">
        <label for="website">{say.leaveEmpty}</label>{" "}
        <input type="text" id="website" name="website" autocomplete="off" tabindex={-1} />
      </p>
      {siteKey !== undefined && <Challenge siteKey={siteKey} language={language} note={say.challenge} />}
      {wait && <p class="meta">{wait}</p>}
      <p>
        <button type="submit">{say.send}</button>
      </p>
    </form>
  );
}

interface Closed {
  reason: ClosedReason;
  form: CommentForm;
  language: string;
}

/** Instead of the form where comments are closed; what was typed meanwhile is given back. */
export function ClosedView({ reason, form: { values, errors }, language }: Closed) {
  const say = words(language);
  return (
    <section id="form">
      <p class="end">{sayClosed(reason, language)}</p>
      <Problems errors={errors} title={say.problems} />
      {values.body && <blockquote dir="auto">{values.body}</blockquote>}
    </section>
  );
}

function about(id: string, error: string | undefined) {
  return {
    id,
    name: id,
    "aria-invalid": error ? ("true" as const) : undefined,
    "aria-describedby": `${id}-notes`,
  };
}

function Notes({ id, hint, error }: { id: string; hint: string; error: string | undefined }) {
  return (
    <small id={`${id}-notes`}>
      {error && <strong>{error} </strong>}
      {hint}
    </small>
  );
}

function Problems({ errors, title }: { errors: CommentForm["errors"]; title: string }) {
  if (errors.length === 0) return null;
  return (
    <div role="alert" class="problems">
      <p>{title}</p>
      <ul>
        {errors.map(({ path, message }) => (
          <li>{path === "name" || path === "body" ? <a href={`#${path}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}

function Quoted({ parent, path, cancel }: { parent: CommentFace; path: string; cancel: string }) {
  return (
    <>
      <blockquote dir="auto">{raw(parent.bodyHtml)}</blockquote>
      <p class="meta">
        <a href={`${path}/comments#form`}>{cancel}</a>
      </p>
    </>
  );
}
