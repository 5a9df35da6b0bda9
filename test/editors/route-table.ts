import type { Role } from "../../src/http/actor.ts";

/** Who may make a call, and what each is answered to an empty request, on a site where nothing was written yet. */
export type Row = readonly [
  needs: Role | "any" | "open",
  nobody: number,
  writer: number,
  moderator: number,
  editor: number,
  publisher: number,
];

/**
 * Every route, by its id: written by hand, so that who may do what is decided here too and not by the code alone. A call
 * that is let in is 404 where what it names is not there, and 415 where it came without the body that it needs.
 */
export const ROUTE_TABLE: Record<string, Row> = {
  // Readers
  frontPage: ["open", 200, 200, 200, 200, 200],
  briefsPage: ["open", 200, 200, 200, 200, 200],
  archivePage: ["open", 200, 200, 200, 200, 200],
  yearPage: ["open", 404, 404, 404, 404, 404],
  monthPage: ["open", 404, 404, 404, 404, 404],
  dayPage: ["open", 404, 404, 404, 404, 404],
  articleMarkdown: ["open", 404, 404, 404, 404, 404],
  articlePage: ["open", 404, 404, 404, 404, 404],
  searchPage: ["open", 200, 200, 200, 200, 200],
  authorPage: ["open", 404, 404, 404, 404, 404],
  topicPage: ["open", 404, 404, 404, 404, 404],
  correctionsPage: ["open", 200, 200, 200, 200, 200],
  previewPage: ["open", 404, 404, 404, 404, 404],
  originalPicture: ["open", 404, 404, 404, 404, 404],
  pictureVariant: ["open", 404, 404, 404, 404, 404],
  sectionPage: ["open", 404, 404, 404, 404, 404],

  // Machines that read
  paperRSSFeed: ["open", 200, 200, 200, 200, 200],
  paperAtomFeed: ["open", 200, 200, 200, 200, 200],
  paperJSONFeed: ["open", 200, 200, 200, 200, 200],
  sectionRSSFeed: ["open", 404, 404, 404, 404, 404],
  sectionAtomFeed: ["open", 404, 404, 404, 404, 404],
  sectionJSONFeed: ["open", 404, 404, 404, 404, 404],
  authorRSSFeed: ["open", 404, 404, 404, 404, 404],
  authorAtomFeed: ["open", 404, 404, 404, 404, 404],
  authorJSONFeed: ["open", 404, 404, 404, 404, 404],
  topicRSSFeed: ["open", 404, 404, 404, 404, 404],
  topicAtomFeed: ["open", 404, 404, 404, 404, 404],
  topicJSONFeed: ["open", 404, 404, 404, 404, 404],
  sitemapIndex: ["open", 200, 200, 200, 200, 200],
  newsSitemap: ["open", 200, 200, 200, 200, 200],
  pagesSitemap: ["open", 200, 200, 200, 200, 200],
  monthSitemap: ["open", 404, 404, 404, 404, 404],
  robots: ["open", 200, 200, 200, 200, 200],
  llms: ["open", 200, 200, 200, 200, 200],
  searchDescription: ["open", 200, 200, 200, 200, 200],
  manifest: ["open", 200, 200, 200, 200, 200],
  securityContact: ["open", 200, 200, 200, 200, 200],

  // Comments
  discussionPage: ["open", 404, 404, 404, 404, 404],
  discussionFragment: ["open", 404, 404, 404, 404, 404],
  submitComment: ["open", 404, 404, 404, 404, 404],
  receiptPage: ["open", 404, 404, 404, 404, 404],

  // Editors
  getMe: ["any", 401, 200, 200, 200, 200],
  createArticle: ["writer", 401, 415, 403, 415, 415],
  listArticles: ["writer", 401, 200, 403, 200, 200],
  getArticle: ["writer", 401, 404, 403, 404, 404],
  reviseArticle: ["writer", 401, 415, 403, 415, 415],
  putPublication: ["editor", 401, 403, 403, 415, 415],
  deleteArticle: ["writer", 401, 404, 403, 404, 404],
  putPreview: ["writer", 401, 415, 403, 415, 415],
  deletePreview: ["writer", 401, 404, 403, 404, 404],
  listRevisions: ["writer", 401, 404, 403, 404, 404],
  getRevision: ["writer", 401, 404, 403, 404, 404],
  restoreRevision: ["writer", 401, 404, 403, 404, 404],
  getReceipt: ["writer", 401, 404, 403, 404, 404],
  listOrphans: ["writer", 401, 404, 403, 404, 404],
  getOrphan: ["writer", 401, 404, 403, 404, 404],
  correctArticle: ["editor", 401, 403, 403, 415, 415],
  getFront: ["editor", 401, 403, 403, 200, 200],
  putFront: ["editor", 401, 403, 403, 415, 415],
  putSection: ["editor", 401, 403, 403, 415, 415],
  putAuthor: ["editor", 401, 403, 403, 415, 415],
  listSections: ["writer", 401, 200, 403, 200, 200],
  getSection: ["writer", 401, 404, 403, 404, 404],
  deleteSection: ["editor", 401, 403, 403, 404, 404],
  listAuthors: ["writer", 401, 200, 403, 200, 200],
  getAuthor: ["writer", 401, 404, 403, 404, 404],
  deleteAuthor: ["editor", 401, 403, 403, 404, 404],
  listTopics: ["writer", 401, 200, 403, 200, 200],
  getTopic: ["writer", 401, 404, 403, 404, 404],
  putTopic: ["editor", 401, 403, 403, 415, 415],
  deleteTopic: ["editor", 401, 403, 403, 404, 404],
  listTokens: ["publisher", 401, 403, 403, 403, 200],
  makeToken: ["publisher", 401, 403, 403, 403, 415],
  revokeToken: ["publisher", 401, 403, 403, 403, 404],
  listRedirects: ["publisher", 401, 403, 403, 403, 200],
  putRedirect: ["publisher", 401, 403, 403, 403, 415],
  deleteRedirect: ["publisher", 401, 403, 403, 403, 404],
  listAudit: ["publisher", 401, 403, 403, 403, 200],
  uploadPicture: ["writer", 401, 415, 403, 415, 415],
  listPictures: ["writer", 401, 200, 403, 200, 200],
  getPicture: ["writer", 401, 404, 403, 404, 404],
  describePicture: ["writer", 401, 415, 403, 415, 415],
  replacePicture: ["writer", 401, 404, 403, 404, 404],
  deletePicture: ["writer", 401, 404, 403, 404, 404],
  getSite: ["publisher", 401, 403, 403, 403, 200],
  changeSite: ["publisher", 401, 403, 403, 403, 415],

  // Moderators
  listComments: ["moderator", 401, 403, 200, 200, 200],
  decideComment: ["moderator", 401, 403, 415, 415, 415],

  // Operation
  health: ["open", 200, 200, 200, 200, 200],
  openapi: ["open", 200, 200, 200, 200, 200],
};
