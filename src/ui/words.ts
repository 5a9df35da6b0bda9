import { primary } from "./language.ts";

const ENGLISH = {
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
  readComments: "Read the discussion",
  discussionOf: "Discussion",
  backToStory: "Back to the article",
  noComments: "No comments yet.",
  reply: "Reply",
  replyTo: (name: string) => `Reply to ${name}`,
  cancelReply: "Write a new comment instead",
  write: "Write a comment",
  name: "Name",
  nameHint: "Up to 60 characters. It is shown with your comment.",
  comment: "Comment",
  commentHint: "Up to 3,000 characters. Links become clickable; other markup stays as typed.",
  leaveEmpty: "Leave this field empty",
  send: "Send comment",
  problems: "The comment was not sent yet:",
  policy: "Comment policy",
  receipt: "Your comment",
  receiptPrivate: "This page is only for you. Keep its address: it shows what becomes of your comment.",
  sentAt: "Sent:",
  decidedAt: "Decided:",
  yourText: "What you wrote",
  ground: "Ground:",
  law: "Law:",
  note: "The editor’s note:",
  seeDiscussion: "See the discussion",
  seeComment: "See it in the discussion",
  whatNow: "What you can do now",
  tryAgain: "Try the page again in a minute.",
  waitAgain: "Wait a minute before trying again.",
  goBack: "Go back, change what is named above, and send it again.",
  searchArchive: "Look for it in the archive",
  requestId: "If you write to us about this, name this number:",
};

/** The words of the interface in one language. */
export type Words = typeof ENGLISH;

const CATALOGUES: Record<string, Words> = { en: ENGLISH };

/** The interface's words in a language, or in English where nobody has translated them yet. */
export function words(language: string): Words {
  return CATALOGUES[primary(language)] ?? ENGLISH;
}
