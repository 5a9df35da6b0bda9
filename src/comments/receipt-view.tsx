import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { When } from "../ui/time.tsx";
import { type Words, words } from "../ui/words.ts";
import { Confirm } from "./confirm.tsx";

interface Decision {
  ground: keyof Words["grounds"] | null;
  law: string | null;
  note: string | null;
  at: number;
}

/** A comment as its writer sees it. */
export interface ReceiptFace {
  name: string;
  body: string;
  status: "pending" | "published" | "declined" | "removed" | "deleted";
  createdAt: number;
  decision: Decision | null;
  article: { headline: string; path: string };
  /** How long others waited, in plain words. */
  wait: string | undefined;
  token: string;
  /** Whether this browser holds the commenter's secret. */
  isOwn: boolean;
}

interface Props {
  chrome: Chrome;
  receipt: ReceiptFace;
  /** Whether the commenter's trust was lost by what became of the last ten comments. */
  hasFallen: boolean;
}

/** A commenter's private receipt: where the comment stands, and why. */
export function ReceiptView({ chrome, receipt, hasFallen }: Props) {
  const site = localeOf(chrome);
  const say = words(site.language);
  const { status, decision, article, createdAt, wait } = receipt;
  const state = say.statuses[status];
  return (
    <Layout chrome={chrome} title={say.receipt} robots="noindex" setting="sheet">
      <p class="label">{say.receipt}</p>
      <h1>{state.title}</h1>
      <p class="standfirst">{state.text}</p>
      {status === "pending" && wait && <p>{wait}</p>}
      <p class="meta">
        {say.sentAt} <When at={createdAt} language={site.language} timeZone={site.timeZone} />
      </p>
      {decision && <DecisionNote decision={decision} site={site} />}
      {hasFallen && <p class="correction">{say.own.fallen}</p>}
      <YourText receipt={receipt} title={say.yourText} />
      <ul>
        <li>
          <a dir="auto" href={article.path}>
            {article.headline}
          </a>
        </li>
        <li>
          <a href={`${article.path}/comments`}>
            {status === "published" ? say.seeComment : say.seeDiscussion}
          </a>
        </li>
        {receipt.isOwn && (
          <li>
            <a href="/comments/mine">{say.own.mine}</a>
          </li>
        )}
      </ul>
      <p class="meta">{say.receiptPrivate}</p>
      <Acts receipt={receipt} say={say.own} />
    </Layout>
  );
}

/** What the writer can do: delete, and be known in another browser. */
function Acts({ receipt: { token, status, isOwn }, say }: { receipt: ReceiptFace; say: Words["own"] }) {
  const address = `/comments/receipts/${token}`;
  return (
    <div class="acts">
      {isOwn && <RecoveryCodeForm address={address} say={say} />}
      {status !== "deleted" && (
        <Confirm
          title={say.delete}
          note={say.deleteNote}
          action={`${address}/deletion`}
          label={say.deleteNow}
        />
      )}
    </div>
  );
}

/** Asks for the code that moves the commenter; `address` is that of a receipt of theirs. */
export function RecoveryCodeForm({ address, say }: { address: string; say: Words["own"] }) {
  return (
    <Confirm title={say.recovery} note={say.codeNote} action={`${address}/recovery`} label={say.makeCode} />
  );
}

function DecisionNote({ decision: { ground, law, note, at }, site }: { decision: Decision; site: Locale }) {
  const say = words(site.language);
  return (
    <div class="correction">
      {ground && (
        <p>
          {say.ground} {say.grounds[ground]}
        </p>
      )}
      {law && (
        <p>
          {say.law} <bdi>{law}</bdi>
        </p>
      )}
      {note && (
        <p>
          {say.note} <q dir="auto">{note}</q>
        </p>
      )}
      <p class="meta">
        {say.decidedAt} <When at={at} language={site.language} timeZone={site.timeZone} />
      </p>
    </div>
  );
}

function YourText({ receipt: { name, body }, title }: { receipt: ReceiptFace; title: string }) {
  if (!body) return null;
  return (
    <>
      <h2>{title}</h2>
      <blockquote dir="auto">
        {body.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph}</p>
        ))}
        <p class="meta">{name}</p>
      </blockquote>
    </>
  );
}
