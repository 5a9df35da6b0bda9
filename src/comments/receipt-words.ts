/** What becomes of a comment, in plain words. English until somebody translates it, as ui/words.ts. */
export const STATUS_WORDS: Record<string, { title: string; text: string }> = {
  pending: {
    title: "Waiting for an editor",
    text: "An editor reads every comment like this one before it appears. Depending on the time of day, it can take up to several hours. You need not do anything.",
  },
  published: { title: "Published", text: "Your comment stands in the discussion, for everybody to read." },
  declined: {
    title: "Not published",
    text: "An editor has read your comment and decided not to publish it. The reason is below.",
  },
  removed: {
    title: "Removed",
    text: "Your comment was published, and an editor has since removed it. The reason is below.",
  },
  deleted: { title: "Deleted", text: "You have deleted this comment. Nobody can read it any more." },
};

/** Why a comment was refused, in plain words. */
export const GROUND_WORDS: Record<string, string> = {
  offensive: "it is offensive",
  slander: "it says things about somebody that may be slander",
  foul_language: "its language is foul",
  off_topic: "it has nothing to do with the article",
  spam: "it is advertising or spam",
  illegal: "it may break the law",
};
