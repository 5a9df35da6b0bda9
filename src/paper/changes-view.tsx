import type { Block, Part } from "../articles/diff-text.ts";
import type { Changes, Member } from "../articles/version.ts";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { words } from "../ui/words.ts";

interface Props {
  changes: Changes;
  site: Locale;
  /** Of the version. */
  language: string;
}

/** What came in and what went out, member by member: struck and underlined, and said by words to who can't see it. */
export function ChangesView({ changes: { members, blocks }, site, language }: Props) {
  const { history } = words(site.language);
  if (members.length === 0) return <p>{history.first}</p>;
  return (
    <>
      {members.map((member) => (
        <>
          <h3>{history.members[member]}</h3>
          <MemberChange member={member} blocks={blocks[member] ?? []} site={site} language={language} />
        </>
      ))}
    </>
  );
}

type MemberProps = Omit<Props, "changes"> & { member: Member; blocks: Block[] };

function MemberChange({ member, blocks, site, language }: MemberProps) {
  // An id says nothing to readers.
  if (member === "picture") return <p>{words(site.language).history.replaced}</p>;
  return (
    <div class="text" {...spokenIn(language, site.language)}>
      {blocks.map((block) =>
        block.length === 0 ? (
          <LeftOut site={site} language={language} />
        ) : (
          <p>{block.map((part) => partOf(part, site, language))}</p>
        ),
      )}
    </div>
  );
}

function LeftOut({ site, language }: Omit<Props, "changes">) {
  return (
    <p class="meta" {...spokenIn(site.language, language)}>
      [… <span class="hidden">{words(site.language).history.leftOut}</span>]
    </p>
  );
}

function partOf({ is, text }: Part, site: Locale, language: string) {
  if (is === "same") return <>{text}</>;
  const { history } = words(site.language);
  const said = (
    <span class="hidden" {...spokenIn(site.language, language)}>
      {is === "added" ? history.added : history.removed}{" "}
    </span>
  );
  return is === "added" ? (
    <ins>
      {said}
      {text}
    </ins>
  ) : (
    <del>
      {said}
      {text}
    </del>
  );
}
