import type { Counting, Forms, Span } from "./counting.ts";
import { ENGLISH_OWN } from "./own/english.ts";

/** The first catalogue: the others have to have what this one has. */
export const ENGLISH = {
  skip: "Skip to content",
  menu: "Menu",
  notice: "Notice",
  footer: "More from this site",
  frontPage: "Front page",
  inShort: "In Short",
  archive: "Archive",
  feed: "RSS feed",
  opinion: "Opinion",
  by: "By",
  /** What stands between the members of a list. */
  comma: ", ",
  published: "Published:",
  updated: "Updated:",
  correction: "Correction",
  older: "Older stories",
  laterComments: "Later comments",
  more: (section: string) => `More from ${section}`,
  noMore: "No more articles.",
  noMoreHere: "There are no more articles in this category.",
  toArchive: "Go to archive",
  nothingYet: "Nothing has been published yet.",
  firstStory: "The first story will stand here as soon as an editor publishes it.",
  donate: "Donate",
  bankTransfer: "By bank transfer:",
  comments: "Comments",
  join: "Join the discussion",
  closed: "Comments on this article are closed.",
  /** Why else the form is not there, by the reason of comments/opening.ts. */
  closedBecause: {
    too_old: "Comments on this article are closed: after some days no more are taken.",
    outside_hours: "Comments are taken while editors read them, and they don’t read any at the moment.",
    queue_full: "So many comments wait for an editor that no more are taken at the moment. Try again later.",
  },
  editorsBack: (day: string, hour: string) => `Editors read comments again on ${day} at ${hour}.`,
  readComments: "Read the discussion",
  discussionOf: "Discussion",
  discussionTitle: (headline: string) => `Discussion: ${headline}`,
  backToStory: "Back to the article",
  noComments: "No comments yet.",
  reply: "Reply",
  replyTo: (name: string) => `Reply to ${name}`,
  cancelReply: "Write a new comment instead",
  write: "Write a comment",
  name: "Name",
  comment: "Comment",
  leaveEmpty: "Leave this field empty",
  send: "Send comment",
  sendFailed:
    "It was not sent: there is no connection, or this site does not answer. Your text is kept; send it again.",
  challenge:
    "Before it is sent, a short check has to show that no robot sends it. The check needs JavaScript: please allow it for this page.",
  problems: "The comment was not sent yet:",
  policy: "Comment policy",
  receipt: "Your comment",
  receiptPrivate: "This page is only for you. Keep its address: it shows what becomes of your comment.",
  sentAt: "Sent:",
  decidedAt: "Decided:",
  yourText: "What you wrote",
  ground: "Ground:",
  law: "Law:",
  reason: "Reason:",
  note: "The editor’s note:",
  seeDiscussion: "See the discussion",
  seeComment: "See it in the discussion",
  whatNow: "What you can do now",
  tryAgain: "Try the page again in a minute.",
  goBack: "Go back, change what is named above, and send it again.",
  searchArchive: "Look for it in the archive",
  requestId: "If you write to us about this, name this number:",
  author: "Author",
  topic: "Topic",
  topics: "Topics",
  corrections: "Corrections",
  correctionsIntro: "What we got wrong, and what is right. The newest first.",
  noCorrections: "Nothing has had to be corrected yet.",
  correctedIn: "In:",
  analysis: "Analysis",
  sponsored: "Sponsored",
  share: "Share",
  byMail: "E-mail",
  related: "Related stories",
  otherLanguages: "Read this in",
  preview: "Preview",
  previewNote: "Only those who have this link can read this text. It is not published.",
  copy: "Copy",
  copyNote:
    "Our database is out of reach at the moment. This is a copy of the text, without comments; later changes are missing. It was made on",
  scheduledFor: "It is to be published on",
  payee: "Payee:",
  iban: "IBAN:",
  scan: "Scan this with your banking app: the transfer is filled in, the amount is yours to choose.",
  scanCode: "QR code for a bank transfer",
  search: "Search",
  searchWords: "Words",
  searchHint: "Words in quotation marks are found together. A * finds what begins like the word before it.",
  searchSection: "Section",
  searchYear: "Year",
  allSections: "All sections",
  allYears: "All years",
  resultsFor: (query: string) => `Results for “${query}”`,
  nothingFound: (query: string) => `Nothing was found for “${query}”.`,
  searchElsewhere: "Try fewer or other words, another year, or look in the archive.",
  moreResults: "More results",
  feeds: "Feeds",

  /** What has become of an article since it was published. */
  history: {
    title: (headline: string) => `History: ${headline}`,
    intro: "Every version that was published, the newest first.",
    none: "No version has been kept yet: the next change will stand here.",
    first: "First version",
    changed: "What changed",
    text: "The text of this version",
    added: "Added:",
    removed: "Removed:",
    leftOut: "Unchanged text is left out.",
    replaced: "Another picture, or none any more.",
    earlier: "Earlier version",
    later: "Later version",
    older: "Earlier versions",
    all: "All versions",
    check: "The chain of all versions, for whoever wants to check it",
    members: {
      headline: "Headline",
      standfirst: "Standfirst",
      label: "Label",
      section: "Section",
      byline: "Byline",
      language: "Language",
      picture: "Picture",
      caption: "Caption",
      alt: "Picture description",
      body: "Body text",
      corrections: "Corrections",
    },
  },

  /** What has become of a comment. */
  statuses: {
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
  },

  /** What a commenter can do with what they wrote. */
  own: ENGLISH_OWN,

  /** Why a comment was refused: whole sentences, after `ground`. */
  grounds: {
    offensive: "it is offensive.",
    slander: "it says things about somebody that may be slander.",
    foul_language: "its language is foul.",
    off_topic: "it has nothing to do with the article.",
    spam: "it is advertising or spam.",
    illegal: "it may break the law.",
  },

  /** What a form's field lacks. */
  fields: {
    nameNeeded: "A name is needed.",
    nameUnreadable: "A name needs at least one letter or digit.",
    nameReserved: "This name belongs to someone at this paper. Choose another one.",
    textNeeded: "A text is needed.",
    unstorable: "There are characters in it that can’t be stored. Remove them.",
    hidden:
      "A hidden field was filled in, perhaps by your browser. Empty the field named website and send again.",
    parentGone: "The comment that you reply to is not here any more. Send yours without reply.",
    parentIsReply: "A reply can’t be replied to. Reply to the comment that it answers.",
    unknown: (field: string) => `There is no field “${field}” here.`,
  },

  /** The refusals that readers meet, by the code of errors.ts; "#" stands for the site's address. */
  refusals: {
    bad_request: { title: "Not understood", detail: "What was sent can’t be read. Send it again." },
    bad_cursor: {
      title: "This part of the list is not here",
      detail: "The address does not lead on in this list. Start at its beginning.",
    },
    comments_closed: {
      title: "Comments are closed",
      detail: "Comments on this article are closed. You can still read what was said.",
    },
    commenter_blocked: {
      title: "No comments from this browser",
      detail: "Comments from this browser are not taken any more.",
    },
    challenge_failed: {
      title: "The check was not passed",
      detail: "The check against robots was not passed. Do it again and send the comment once more.",
    },
    cross_site: {
      title: "Sent from another site",
      detail: "This form belongs to #. Open the discussion there and send it again.",
    },
    empty_period: {
      title: "Not found",
      detail: "Nothing was published in this time.",
    },
    forbidden: {
      title: "Not allowed",
      detail: "Your token does not allow this. Sign in with one that does.",
    },
    not_found: {
      title: "Not found",
      detail: "There is nothing at this address. Perhaps there is a mistake in it.",
    },
    method_not_allowed: {
      title: "Not possible here",
      detail: "This page can be read, but what was sent to it can’t be taken.",
    },
    withdrawn: { title: "Withdrawn", detail: "This article was withdrawn." },
    too_large: { title: "Too large", detail: "What was sent is too large. Shorten it and send it again." },
    unsupported_type: {
      title: "Not understood",
      detail: "What was sent has a form that can’t be read here. Use the form on the page.",
    },
    invalid: { title: "Not valid", detail: "Something in what was sent is missing or wrong." },
    rate_limited: {
      title: "Too many at once",
      detail: "Too much came from here in a short time.",
    },
    removed_for_legal_reasons: {
      title: "Removed for legal reasons",
      detail: "This article was removed for legal reasons.",
    },
    internal: {
      title: "Something went wrong here",
      detail: "That was our fault, and it has been noted. Try again in a moment.",
    },
    unavailable: {
      title: "Not available at the moment",
      detail: "This can’t be done at the moment. Try again soon.",
    },
  },

  /** The comment policy that a new site begins with: Markdown. */
  defaultPolicy: `Keep your language polite. Readers from many different countries take part here, and we must therefore obey the rules in, for example, Germany. Illegal content will be deleted.

If you have been approved to post comments without preview, you are responsible for violations of any law. This means that we may be forced to cooperate with authorities in a possible crime investigation.

If your comments are subject to preview, please be patient. We continually review comments, but depending on the time of day it can take up to several hours before your comment is reviewed.

We reserve the right to delete comments that are offensive, contain slander or foul language, or are irrelevant to the discussion.`,
};

/** How long comments wait, behind “within”. */
const TIMES: Record<Span, Forms> = {
  minute: { one: "# minute", other: "# minutes" },
  hour: { one: "# hour", other: "# hours" },
  day: { one: "# day", other: "# days" },
};

/** What is said with numbers. */
export function englishCounts({ number, counted, ahead, lasting }: Counting) {
  const characters = (count: number) => counted(count, { one: "# character", other: "# characters" });
  return {
    nameHint: `Up to ${characters(60)}. It is shown with your comment.`,
    commentHint: `Up to ${characters(3_000)}. Links become clickable; other markup stays as typed.`,
    nameTooLong: (max: number, length: number) =>
      `A name may have ${characters(max)}; this has ${number(length)}.`,
    textTooLong: (max: number, length: number) =>
      `A text may have ${characters(max)}; this has ${number(length)}.`,
    articles: (count: number) => counted(count, { one: "# article", other: "# articles" }),
    readingTime: (minutes: number) => `${number(minutes)} min read`,
    version: (place: number) => `Version ${number(place)}`,
    expectedWait: (half: number, nineOfTen: number) =>
      `Half of the comments are decided within ${lasting(half, TIMES)}, nine of ten within ${lasting(nineOfTen, TIMES)}.`,
    waitAgain: (seconds: number) => `Try again ${ahead(seconds)}.`,
  };
}
