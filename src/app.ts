import { Hono } from "hono";
import { apiDocsPage } from "./api-docs-page.tsx";
import {
  deleteArticle,
  getArticles,
  getOneArticle,
  patchArticle,
  postArticle,
  postCorrection,
  putPublication,
} from "./articles/api.ts";
import { deleteOneAuthor, getAuthors, getOneAuthor, putOneAuthor } from "./articles/authors-api.ts";
import { putDiscussion } from "./articles/discussion-api.ts";
import { getCuratedFront, putCuratedFront } from "./articles/front-api.ts";
import {
  deleteOnePicture,
  getOnePicture,
  getPictures,
  patchPicture,
  putPictureFile,
  uploadPicture,
} from "./articles/media-api.ts";
import { getOneOrphan, getOrphans } from "./articles/orphans-api.ts";
import { originalPicture, pictureVariant } from "./articles/picture-pages.ts";
import { deleteOnePreview, putOnePreview } from "./articles/preview-api.ts";
import { getOneReceipt } from "./articles/receipt-api.ts";
import { deleteOneRedirect, getRedirects, putOneRedirect } from "./articles/redirects-api.ts";
import { getOneRevision, getRevisions, postRestoration } from "./articles/revisions-api.ts";
import { deleteOneSection, getOneSection, getSections, putOneSection } from "./articles/sections-api.ts";
import { deleteOneTopic, getOneTopic, getTopics, putOneTopic } from "./articles/topics-api.ts";
import { deleteDecision, getComment, getComments, postDecisions, putDecision } from "./comments/api.ts";
import { deleteOneCommenter, getOneCommenter, putStanding } from "./comments/commenters-api.ts";
import { discussionFragment, discussionPage } from "./comments/discussion-page.tsx";
import { eraseMine, exportMine, minePage, renewMine } from "./comments/mine-page.tsx";
import { postComment } from "./comments/post-comment.tsx";
import { deleteOwnComment, receiptPage } from "./comments/receipt-page.tsx";
import { recoverCommenter, recoveryCode, recoveryPage } from "./comments/recovery-page.tsx";
import { postDeskDecisions, postDeskDiscussion, postDeskStanding, postDeskUndo } from "./desk/actions.ts";
import { queuePage } from "./desk/queue-page.tsx";
import { leaveDesk, openDesk, signInPage } from "./desk/sign-in-page.tsx";
import { getMe, getSite, patchSite } from "./editors/api.ts";
import { getAudit } from "./editors/audit-api.ts";
import { authenticate } from "./editors/authenticate.ts";
import { atTheDesk } from "./editors/desk-session.ts";
import { deleteOneToken, getTokens, postToken } from "./editors/tokens-api.ts";
import { mount } from "./http/mount.ts";
import type { AppEnv, Route } from "./http/route.ts";
import { secure } from "./http/secure.ts";
import { apiDescription, health } from "./operation.ts";
import { archivePage } from "./paper/archive-page.tsx";
import { dayPage, monthPage, yearPage } from "./paper/archive-part-page.tsx";
import { articleMarkdown } from "./paper/article-markdown.ts";
import { articlePage } from "./paper/article-page.tsx";
import { authorPage } from "./paper/author-page.tsx";
import { briefsPage } from "./paper/briefs-page.tsx";
import { correctionsPage } from "./paper/corrections-page.tsx";
import { feeds } from "./paper/feed.ts";
import { frontPage } from "./paper/front-page.tsx";
import { historyChain } from "./paper/history-chain.ts";
import { historyPage } from "./paper/history-page.tsx";
import { historyVersionPage } from "./paper/history-version-page.tsx";
import { llms } from "./paper/llms.ts";
import { manifest } from "./paper/manifest.ts";
import { previewPage } from "./paper/preview-page.tsx";
import { robots } from "./paper/robots.ts";
import { searchDescription } from "./paper/search-description.ts";
import { searchPage } from "./paper/search-page.tsx";
import { sectionPage } from "./paper/section-page.tsx";
import { securityContact } from "./paper/security-contact.ts";
import { sitemaps } from "./paper/sitemaps.ts";
import { topicPage } from "./paper/topic-page.tsx";
import { prepare } from "./prepare.ts";
import { refuse, refuseUnknownPath } from "./refuse.tsx";
import { getEdge } from "./wire/edge-api.ts";
import { getAsset, postAsset } from "./wire/inbound/assets-api.ts";
import { postHook } from "./wire/inbound/hook.ts";
import { getInbox, getInboxEntry, postReplay, postReplays } from "./wire/inbound/inbox-api.ts";
import {
  deleteOneSource,
  getSources,
  patchSource,
  postDryRun,
  postSource,
  postSourceSecret,
} from "./wire/inbound/sources-api.ts";
import { getDeliveries, postRedelivery, postWebhookTest } from "./wire/out/deliveries-api.ts";
import { getEvents } from "./wire/out/events-api.ts";
import { indexNowKeyFile } from "./wire/out/index-now-page.ts";
import {
  deleteOneWebhook,
  getOneWebhook,
  getWebhooks,
  patchWebhook,
  postWebhook,
  postWebhookSecret,
} from "./wire/out/webhooks-api.ts";

/** The sitemap: every route there is, in the order in which they are tried. */
export const routes: readonly Route[] = [
  // Readers
  frontPage,
  briefsPage,
  archivePage,
  yearPage,
  monthPage,
  dayPage,
  articleMarkdown,
  articlePage,
  historyPage,
  historyVersionPage,
  historyChain,
  searchPage,
  authorPage,
  topicPage,
  correctionsPage,
  previewPage,
  originalPicture,
  pictureVariant,

  // Machines that read
  ...feeds,
  ...sitemaps,
  robots,
  llms,
  searchDescription,
  manifest,
  securityContact,
  indexNowKeyFile,

  // Comments
  discussionPage,
  discussionFragment,
  postComment,
  receiptPage,
  deleteOwnComment,
  recoveryCode,
  recoveryPage,
  recoverCommenter,
  minePage,
  exportMine,
  renewMine,
  eraseMine,

  // Editors
  getMe,
  postArticle,
  getArticles,
  getOneArticle,
  patchArticle,
  deleteArticle,
  putPublication,
  putOnePreview,
  deleteOnePreview,
  getRevisions,
  getOneRevision,
  postRestoration,
  getOneReceipt,
  getOrphans,
  getOneOrphan,
  postCorrection,
  getCuratedFront,
  putCuratedFront,
  getSections,
  getOneSection,
  putOneSection,
  deleteOneSection,
  getAuthors,
  getOneAuthor,
  putOneAuthor,
  deleteOneAuthor,
  getTopics,
  getOneTopic,
  putOneTopic,
  deleteOneTopic,
  uploadPicture,
  getPictures,
  getOnePicture,
  patchPicture,
  putPictureFile,
  deleteOnePicture,
  getSite,
  patchSite,
  getTokens,
  postToken,
  deleteOneToken,
  getRedirects,
  putOneRedirect,
  deleteOneRedirect,
  getAudit,
  getEdge,
  getWebhooks,
  postWebhook,
  getOneWebhook,
  patchWebhook,
  deleteOneWebhook,
  postWebhookSecret,
  postWebhookTest,
  getDeliveries,
  postRedelivery,
  getEvents,

  // Sources
  postHook,
  getAsset,
  postAsset,
  getSources,
  postSource,
  patchSource,
  deleteOneSource,
  postSourceSecret,
  postDryRun,
  getInbox,
  postReplays,
  getInboxEntry,
  postReplay,

  // Moderators
  getComments,
  postDecisions,
  getComment,
  putDecision,
  deleteDecision,
  getOneCommenter,
  putStanding,
  deleteOneCommenter,
  putDiscussion,
  signInPage,
  openDesk,
  leaveDesk,
  queuePage,
  postDeskDecisions,
  postDeskUndo,
  postDeskStanding,
  postDeskDiscussion,

  // Operation
  health,
  apiDescription(() => routes),
  apiDocsPage(() => routes),

  // Any other word in first place is a section or a standing page.
  sectionPage,
];

export const app = new Hono<AppEnv>();
app.use(
  prepare((request, c) => app.fetch(request, c.env, c.executionCtx)),
  secure,
);
mount(app, routes, { authenticate, atTheDesk, refuse });
app.notFound(refuseUnknownPath);
app.onError((error, c) => refuse(c, error, { kind: "page", isKept: false }));
