/** What a commenter reads of their own comments, and can do with them. */
export const ENGLISH_OWN = {
  gone: {
    deleted: "This comment was deleted by its writer.",
    removed: "This comment was removed by the editors.",
  },
  mine: "What you wrote here",
  mineIntro: "Everything that was sent from this browser, the newest first. Only this browser shows it.",
  mineAbout:
    "Here stands what a browser has sent. There are no accounts: with the first comment a browser is given a secret, and by that alone it is known again. This browser has none, or it is void.",
  nothing: "There is nothing left here.",
  earlier: "Earlier comments",
  toReceipt: "Receipt",
  standing: "How your comments are handled",
  export: "Download everything (JSON)",
  fallen:
    "Your comments used to appear at once. Of your last ten, at least two were declined or removed. That is why an editor reads each of them first again.",
  delete: "Delete this comment",
  deleteNote: "Name and text go at once and for good. What an editor decided stays, with ground and time.",
  deleteNow: "Delete for good",
  recovery: "Go on in another browser",
  codeNote:
    "Whoever has the code can go on as you in another browser, should this one be lost. It works once. A code that was made before is void then.",
  makeCode: "Make a recovery code",
  code: "Your recovery code",
  codeOnce: "Write it down now: it is not shown again. Tell it to nobody.",
  codeUse: "Enter it in the other browser, on this page:",
  haveCode: "I have a recovery code",
  recoverNote:
    "With a code from your former browser you go on here as the same commenter. The former browser is cut off, the code is used up, and the addresses of your receipts change. What this browser has sent so far is then not listed here any more.",
  codeHint: "Seven groups of four letters and digits. Small letters will do, hyphens can be left out.",
  codeUnknown:
    "This code is not known. Perhaps there is a mistake in it, it was used already, or a newer one was made.",
  recoverNow: "Go on here",
  renew: "Cut off other browsers",
  renewNote:
    "If somebody else might have your secret: this browser gets a new one. Nobody can act as you with the old one or with a recovery code. The addresses of your receipts change; you find the new ones here.",
  renewNow: "Cut them off",
  erase: "Erase everything",
  eraseNote:
    "The name and the text of all your comments go for good, and so does this browser’s secret. What editors decided stays, with ground and time, but nobody can tell whom it was about.",
  eraseSure: "Erase everything; I know that this can’t be undone.",
  eraseNow: "Erase now",
  done: {
    erased: "Everything was erased.",
    renewed: "Every other browser is cut off.",
    recovered: "You go on in this browser now.",
  },
  standings: {
    new: "An editor reads each of your comments before it appears. None has been published yet.",
    previewed: "An editor reads each of your comments before it appears.",
    trusted: "Your comments appear at once, except those with many links.",
    blocked: "Comments from this browser are not taken any more.",
  },
};

export type OwnWords = typeof ENGLISH_OWN;
