import type { Article } from "../../articles/article.ts";
import type { Item } from "./kind.ts";
import type { Piece } from "./pieces.ts";
import type { Source } from "./source.ts";

/** What is to become of an item. */
export type Decision =
  /** Bring the article there. `isTakenUp`: it was held before, and its handling cut off. */
  | { act: "publish" | "withdraw"; outcome: Piece["outcome"]; why?: string; isTakenUp?: boolean }
  /** Nothing is changed. */
  | { act: "nothing"; outcome: Piece["outcome"]; why?: string };

/** What decides. */
export interface Case {
  /** `at` is known by now: where the sender said nothing, it is when it came. */
  item: Item & { at: number };
  /** Of what it says, and the id of its delivery. */
  digest: string;
  delivery: string;
  piece: Piece | undefined;
  article: Article | undefined;
  source: Pick<Source, "publish">;
}

/** CONTRACT §5.3: what becomes of an item beside what is held of its piece. */
export function decide(of: Case): Decision {
  const { item, piece } = of;
  if (item.action === "ignore")
    return { act: "nothing", outcome: "ignored", why: item.why ?? "It is nothing to publish." };
  if (piece?.replacedBy != null)
    return { act: "nothing", outcome: "ignored", why: `"${piece.replacedBy}" has taken its place.` };
  const order = piece ? orderOf(item, piece) : 1;
  if (order < 0) return { act: "nothing", outcome: "stale", why: "A newer version is held." };
  if (piece && order === 0) return besideSame(of, piece);
  return newer(of);
}

/** Below 0: the item is older than what is held; 0: the same version; above: newer. */
function orderOf({ version, at }: Case["item"], held: Piece): number {
  if (version === null || held.version === null) return at - held.at;
  const [own, theirs] = [BigInt(version), BigInt(held.version)];
  return own < theirs ? -1 : Number(own > theirs);
}

function besideSame(of: Case, piece: Piece): Decision {
  const { item, digest, delivery } = of;
  const isWithdrawal = item.action === "withdraw";
  if (isWithdrawal && piece.state === "published") return newer(of);
  if (!isWithdrawal && piece.state === "withdrawn")
    return { act: "nothing", outcome: "stale", why: "It was withdrawn. A higher version brings it back." };
  const isSame = isWithdrawal || piece.digest === digest;
  if (!isSame)
    return {
      act: "nothing",
      outcome: "stale",
      why: "This version is held already, and says something else.",
    };
  if (piece.isDone)
    return { act: "nothing", outcome: piece.delivery === delivery ? piece.outcome : "unchanged" };
  return takenUp(item, piece);
}

/** What is held and was never finished is brought to its end. */
function takenUp({ action }: Item, { outcome }: Piece): Decision {
  return { act: action === "withdraw" ? "withdraw" : "publish", outcome, isTakenUp: true };
}

function newer({ item, article, source }: Case): Decision {
  if (item.action === "withdraw") return withdrawal(article);
  if (article?.status === "removed")
    return {
      act: "nothing",
      outcome: "removed",
      why: "It was removed for legal reasons: only a publisher may bring it back.",
    };
  const isPublic = article?.status === "published" || article?.status === "scheduled";
  if (source.publish === "draft" && isPublic)
    return {
      act: "nothing",
      outcome: "ignored",
      why: `It is ${article.status}, and this source may only write drafts. An editor has to take it over.`,
    };
  return { act: "publish", outcome: article ? "updated" : "created" };
}

function withdrawal(article: Article | undefined): Decision {
  if (!article)
    return {
      act: "withdraw",
      outcome: "ignored",
      why: "There is no article of it. It is remembered: an older version stays away.",
    };
  if (article.status === "removed")
    return { act: "withdraw", outcome: "removed", why: "It was removed for legal reasons before." };
  return { act: "withdraw", outcome: "withdrawn" };
}
