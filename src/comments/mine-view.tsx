import { type Chrome, type Locale, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { Pager } from "../ui/pager.tsx";
import { When } from "../ui/time.tsx";
import { type Words, words } from "../ui/words.ts";
import { Confirm } from "./confirm.tsx";
import type { Mine, OwnComment } from "./mine.ts";
import { RecoveryCodeForm } from "./receipt-view.tsx";

const EXCERPT_CHARS = 280;

/** What was just done. */
export type Done = keyof Words["own"]["done"];

/** What a browser's commenter wrote here, and what they can do with it. */
export function MineView({ mine, done }: { mine: Mine; done: Done | undefined }) {
  const { chrome, standing } = mine;
  const { own } = words(localeOf(chrome).language);
  return (
    <Layout chrome={chrome} title={own.mine} robots="noindex" setting="sheet">
      <h1>{own.mine}</h1>
      {done && (
        <p role="status" class="correction">
          {own.done[done]}
        </p>
      )}
      {standing ? <Known mine={mine} standing={standing} /> : <Unknown chrome={chrome} />}
    </Layout>
  );
}

function Unknown({ chrome }: { chrome: Chrome }) {
  const { own } = words(localeOf(chrome).language);
  return (
    <>
      <p>{own.mineAbout}</p>
      <p>
        <a class="act" href="/comments/recovery">
          {own.haveCode}
        </a>
      </p>
    </>
  );
}

function Known({ mine, standing }: { mine: Mine; standing: keyof Words["own"]["standings"] }) {
  const { items, next, chrome } = mine;
  const site = localeOf(chrome);
  const { own } = words(site.language);
  return (
    <>
      <p class="standfirst">{own.mineIntro}</p>
      <h2>{own.standing}</h2>
      <p>{own.standings[standing]}</p>
      {items.length === 0 ? (
        <p class="end">{own.nothing}</p>
      ) : (
        <ol class="comments">
          {items.map((comment) => (
            <Own comment={comment} site={site} />
          ))}
        </ol>
      )}
      <Pager older={next} language={site.language} label={own.earlier} />
      <Acts say={own} receipt={items[0]?.receipt} />
    </>
  );
}

function Own({ comment, site }: { comment: OwnComment; site: Locale }) {
  const { body, status, createdAt, headline, path, receipt } = comment;
  const say = words(site.language);
  return (
    <li>
      <p class="meta">
        <b>{say.statuses[status].title}</b>{" "}
        <When at={createdAt} language={site.language} timeZone={site.timeZone} />
      </p>
      {body && <div dir="auto">{excerptOf(body)}</div>}
      <p class="meta">
        <a href={receipt}>{say.own.toReceipt}</a>
        {path && (
          <a dir="auto" href={path}>
            {headline}
          </a>
        )}
      </p>
    </li>
  );
}

/** The beginning of a text, cut between characters. */
function excerptOf(text: string): string {
  const characters = [...text];
  return characters.length <= EXCERPT_CHARS ? text : `${characters.slice(0, EXCERPT_CHARS).join("")} …`;
}

function Acts({ say, receipt }: { say: Words["own"]; receipt: string | undefined }) {
  return (
    <div class="acts">
      <p>
        <a class="act" href="/comments/mine.json" download>
          {say.export}
        </a>
      </p>
      {receipt && <RecoveryCodeForm address={receipt} say={say} />}
      <Confirm title={say.renew} note={say.renewNote} action="/comments/mine/renewal" label={say.renewNow} />
      <Confirm title={say.erase} note={say.eraseNote} action="/comments/mine/erasure" label={say.eraseNow}>
        <p>
          <label>
            <input type="checkbox" name="sure" required /> {say.eraseSure}
          </label>
        </p>
      </Confirm>
      <p>
        <a href="/comments/recovery">{say.haveCode}</a>
      </p>
    </div>
  );
}
