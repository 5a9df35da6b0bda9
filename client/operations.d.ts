// Made by `npm run client` from the document of the API; a test holds that it is what it would be now.

export interface Operations {
/**
 * Whose token this is.
 */
getMe: {
input: {

}
answer: {
name: string
role: ("writer" | "moderator" | "editor" | "publisher")
expiresAt: (string | null)
}
}
/**
 * Make a draft.
 */
createArticle: {
input: {
body: ArticleInput
}
answer: Article
}
/**
 * Articles, newest change first, or those in which all words of q are found. A writer sees their own and what is published. A page may hold fewer than limit, even none, where filters are combined: the list ends where nextCursor is null.
 */
listArticles: {
input: {
query?: {
limit?: number
cursor?: string
status?: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
section?: string
author?: string
topic?: string
q?: string
}
}
answer: {
items: Article[]
nextCursor: (string | null)
}
}
/**
 * One article; its ETag is what a change has to name in If-Match.
 */
getArticle: {
input: {
params: {
id: string
}
}
answer: Article
}
/**
 * Change an article by JSON Merge Patch; "minor": true leaves the date of update.
 */
reviseArticle: {
input: {
params: {
id: string
}
body: ArticlePatch
}
answer: Article
}
/**
 * Delete a draft that was never published.
 */
deleteArticle: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * Publish an article, now or at a later moment, take it back to a draft, withdraw it, or remove it by law (451); the receipt says what became of the cached pages.
 */
putPublication: {
input: {
params: {
id: string
}
body: ({
state: "published"
at?: string
} | {
state: "draft"
} | {
state: "withdrawn"
reason: string
} | {
state: "removed"
reason: string
law: string
})
}
answer: Publication
}
/**
 * Make the link by which anybody may read a draft: for 7 days, at most 90; an older link dies.
 */
putPreview: {
input: {
params: {
id: string
}
body: {
expiresAt?: string
}
}
answer: {
url: string
expiresAt: string
}
}
/**
 * Let the link to a draft die.
 */
deletePreview: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * Every revision of an article, newest first: who wrote it, and when.
 */
listRevisions: {
input: {
params: {
id: string
}
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Revision[]
nextCursor: (string | null)
}
}
/**
 * One revision, with the article as it was written then.
 */
getRevision: {
input: {
params: {
id: string
number: string
}
}
answer: {
number: number
status: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
minor: boolean
actor: {
id: string
name: (string | null)
}
createdAt: string
article: {
kind: ("story" | "brief" | "opinion" | "page")
section: (string | null)
label: (string | null)
headline: string
standfirst: string
slug: (string | null)
body: ({
format: ("markdown" | "html")
source: string
} | null)
language: (string | null)
authors: string[]
topics: string[]
lead: ({
media: string
caption: (string | null)
} | null)
comments: ("open" | "held" | "closed")
translationOf: (string | null)
canonicalUrl: (string | null)
}
}
}
/**
 * Make a new revision that says what an older one said; a published article keeps its address.
 */
restoreRevision: {
input: {
params: {
id: string
number: string
}
}
answer: Article
}
/**
 * What became of an article's last public change at the cache; seenAfterMs says after how many milliseconds the new page was seen through it, null as long as it was not.
 */
getReceipt: {
input: {
params: {
id: string
}
}
answer: {
event: string
type: string
tags: string[]
mode: ("purge" | "invalidate")
outcome: ("done" | "queued" | "failed")
at: string
seenAfterMs: (number | null)
url: string
places?: {
place: string
url: string
now: ("451" | "left out")
}[]
}
}
/**
 * Edits of an article that were refused because somebody else was faster, newest first.
 */
listOrphans: {
input: {
params: {
id: string
}
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Orphan[]
nextCursor: (string | null)
}
}
/**
 * One refused edit, whole.
 */
getOrphan: {
input: {
params: {
id: string
orphan: string
}
}
answer: Orphan
}
/**
 * Put a dated correction under a published article.
 */
correctArticle: {
input: {
params: {
id: string
}
body: {
text: string
}
}
answer: Article
}
/**
 * The lead and the pinned stories of the front page; without what was withdrawn since.
 */
getFront: {
input: {

}
answer: Front
}
/**
 * Choose the lead and up to ten pinned stories of the front page; null leaves it to the newest.
 */
putFront: {
input: {
body: {
lead?: (string | null)
pinned?: (string[] | null)
}
}
answer: Front
}
/**
 * The sections in the order of the menu: by position, then by slug.
 */
listSections: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Section[]
nextCursor: (string | null)
}
}
/**
 * One section.
 */
getSection: {
input: {
params: {
slug: string
}
}
answer: Section
}
/**
 * Make a section, or change its name, description, kind and position.
 */
putSection: {
input: {
params: {
slug: string
}
body: {
name: string
description?: string
kind?: ("stories" | "briefs")
position?: number
}
}
answer: Section
}
/**
 * Delete a section that no article is in, in whatever state.
 */
deleteSection: {
input: {
params: {
slug: string
}
}
answer: null
}
/**
 * The authors by their slugs. A writer is told an e-mail only where it is public.
 */
listAuthors: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Author[]
nextCursor: (string | null)
}
}
/**
 * One author. A writer is told the e-mail only where it is public.
 */
getAuthor: {
input: {
params: {
slug: string
}
}
answer: Author
}
/**
 * Make an author, or change their name, e-mail and biography.
 */
putAuthor: {
input: {
params: {
slug: string
}
body: {
name: string
email?: (string | null)
emailPublic?: boolean
bio?: string
}
}
answer: Author
}
/**
 * Delete an author who signs no article, in whatever state.
 */
deleteAuthor: {
input: {
params: {
slug: string
}
}
answer: null
}
/**
 * The topics by their slugs.
 */
listTopics: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Topic[]
nextCursor: (string | null)
}
}
/**
 * One topic.
 */
getTopic: {
input: {
params: {
slug: string
}
}
answer: Topic
}
/**
 * Make a topic, or change its name and description; its articles carry the new name at once.
 */
putTopic: {
input: {
params: {
slug: string
}
body: {
name: string
description?: string
}
}
answer: Topic
}
/**
 * Delete a topic, and take it off the articles that name it.
 */
deleteTopic: {
input: {
params: {
slug: string
}
}
answer: null
}
/**
 * Store a picture: raw with the rest as parameters, or as a form. What is not said is taken from the file.
 */
uploadPicture: {
input: {
query?: {
alt?: string
caption?: string
credit?: string
licence?: string
focus?: string
}
body: unknown
}
answer: Picture
}
/**
 * Pictures, newest first. A writer does not see those that only others' unpublished articles show.
 */
listPictures: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Picture[]
nextCursor: (string | null)
}
}
/**
 * One picture, with the first twenty articles that show it.
 */
getPicture: {
input: {
params: {
id: string
}
}
answer: PictureWithUses
}
/**
 * Change a picture's texts and focus by JSON Merge Patch; the pages that it leads are purged.
 */
describePicture: {
input: {
params: {
id: string
}
body: {
alt?: string
caption?: string
credit?: string
licence?: string
focus?: {
x: number
y: number
}
}
}
answer: Picture
}
/**
 * Delete a picture that no article shows, with all its files.
 */
deletePicture: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * Give a picture a new file, raw or as a form: its version goes up, and articles show the new one.
 */
replacePicture: {
input: {
params: {
id: string
}
body: unknown
}
answer: Picture
}
/**
 * The site's settings.
 */
getSite: {
input: {

}
answer: Site
}
/**
 * Change settings by JSON Merge Patch; every page is refreshed.
 */
changeSite: {
input: {
body: {
name?: string
tagline?: string
url?: string
language?: string
timeZone?: string
contactEmail?: (string | null)
publisher?: string
menu?: {
label: string
url: string
}[]
footer?: {
label: string
url: string
}[]
banner?: ({
text: string
url?: (string | null)
until?: (string | null)
} | null)
donation?: ({
headline: string
text: string
url?: (string | null)
iban?: (string | null)
beneficiary?: string
} | null)
commentPolicy?: string
comments?: {
closeAfterDays?: (number | null)
hours?: (string | null)
outsideHours?: ("queue" | "close")
queueLimit?: number
alertAfterMinutes?: (number | null)
}
contentSignals?: string
webSubHub?: (string | null)
turnstileSiteKey?: (string | null)
}
}
answer: Site
}
/**
 * All tokens, expired ones among them, newest first; never what they are.
 */
listTokens: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Token[]
nextCursor: (string | null)
}
}
/**
 * Make a token; `secret` is the token itself, and shown this once.
 */
makeToken: {
input: {
body: {
name: string
role: ("writer" | "moderator" | "editor" | "publisher")
expiresAt?: (string | null)
}
}
answer: {
id: string
name: string
role: ("writer" | "moderator" | "editor" | "publisher")
createdAt: string
expiresAt: (string | null)
/**
 * Kept to the hour.
 */
lastUsedAt: (string | null)
secret: (string | null)
}
}
/**
 * Revoke a token at once; the last publisher's token that is good can't be revoked.
 */
revokeToken: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * The paths that lead elsewhere: those kept by hand, and those that a changed slug has made.
 */
listRedirects: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Redirect[]
nextCursor: (string | null)
}
}
/**
 * Let a path, percent-encoded in the address, lead to another path or an https address.
 */
putRedirect: {
input: {
params: {
path: string
}
body: {
to: string
}
}
answer: Redirect
}
/**
 * Let a path lead nowhere any more.
 */
deleteRedirect: {
input: {
params: {
path: string
}
}
answer: null
}
/**
 * Who did what, when, to what; newest first, never rewritten.
 */
listAudit: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: AuditEntry[]
nextCursor: (string | null)
}
}
/**
 * How the cache keeps up: what is left of the purge budget, what waits for it, and for how long.
 */
getEdge: {
input: {

}
answer: Edge
}
/**
 * Who is told of events, newest first; never by which secret.
 */
listWebhooks: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Webhook[]
nextCursor: (string | null)
}
}
/**
 * Have an address told of events, signed by `secret`, which is shown this once.
 */
makeWebhook: {
input: {
body: {
url: string
/**
 * Types of events, or patterns such as article.* and *.
 */
events: ("article.*" | "comment.*" | "notice.*" | "article.published" | "article.updated" | "article.corrected" | "article.scheduled" | "article.withdrawn" | "article.removed" | "comment.submitted" | "comment.published" | "comment.declined" | "comment.removed" | "notice.received" | "*")[]
}
}
answer: {
id: string
url: string
events: string[]
/**
 * disabled: its address said that it is gone.
 */
state: ("active" | "paused" | "disabled")
/**
 * Deliveries that failed for good since the last that did not: 10 pause it.
 */
failures: number
/**
 * Until then the secret before signs beside the secret.
 */
oldSecretUntil: (string | null)
createdAt: string
secret: (string | null)
}
}
/**
 * One of those who are told of events.
 */
getWebhook: {
input: {
params: {
id: string
}
}
answer: Webhook
}
/**
 * Change where it leads or what it is told; pause it, and resume it: what waited is sent then.
 */
changeWebhook: {
input: {
params: {
id: string
}
body: {
url?: string
/**
 * Types of events, or patterns such as article.* and *.
 */
events?: ("article.*" | "comment.*" | "notice.*" | "article.published" | "article.updated" | "article.corrected" | "article.scheduled" | "article.withdrawn" | "article.removed" | "comment.submitted" | "comment.published" | "comment.declined" | "comment.removed" | "notice.received" | "*")[]
/**
 * active: resume; what waited is sent now.
 */
state?: ("active" | "paused")
}
}
answer: Webhook
}
/**
 * Tell it no more; what waits for it is dropped.
 */
deleteWebhook: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * Give it a new secret; for 24 hours the one before signs beside it.
 */
rotateWebhookSecret: {
input: {
params: {
id: string
}
}
answer: {
id: string
url: string
events: string[]
/**
 * disabled: its address said that it is gone.
 */
state: ("active" | "paused" | "disabled")
/**
 * Deliveries that failed for good since the last that did not: 10 pause it.
 */
failures: number
/**
 * Until then the secret before signs beside the secret.
 */
oldSecretUntil: (string | null)
createdAt: string
secret: (string | null)
}
}
/**
 * Send it the event `webhook.test`, at once; what came of it is among the deliveries.
 */
testWebhook: {
input: {
params: {
id: string
}
}
answer: Delivery
}
/**
 * What was sent to whom, newest first, with every attempt and the beginning of its answer; 30 days are kept.
 */
listDeliveries: {
input: {
query?: {
limit?: number
cursor?: string
webhook?: string
status?: ("pending" | "delivered" | "failed" | "dropped")
}
}
answer: {
items: Delivery[]
nextCursor: (string | null)
}
}
/**
 * Send an event again, with its old id and as it is read now: a delivery of its own.
 */
redeliver: {
input: {
params: {
id: string
}
}
answer: Delivery
}
/**
 * What happened, in the order in which it was committed. Go on with `after=nextCursor`; where that is null there is nothing new: ask again later with the `after` of before.
 */
listEvents: {
input: {
query?: {
limit?: number
/**
 * A cursor, or the id of the last event that was seen.
 */
after?: string
}
}
answer: {
items: Event[]
nextCursor: (string | null)
}
}
/**
 * Who may publish by webhook; never their secrets.
 */
listSources: {
input: {
query?: {
limit?: number
cursor?: string
}
}
answer: {
items: Source[]
nextCursor: (string | null)
}
}
/**
 * Make a source; `secret` is what it signs with, and shown this once.
 */
makeSource: {
input: {
body: SourceInput
}
answer: {
slug: string
kind: ("standard" | "superdesk" | "ghost" | "wordpress")
/**
 * Where it delivers.
 */
url: string
defaultSection: (string | null)
sections: {
[k: string]: string
}
defaultAuthor: (string | null)
publish: ("draft" | "publish")
language: (string | null)
/**
 * From these hosts pictures are fetched, and shown from here; others are linked to.
 */
pictureHosts: string[]
createdAt: string
/**
 * Until when the secret before this one is good.
 */
oldSecretUntil: (string | null)
secret: (string | null)
}
}
/**
 * Change how what a source sends is taken.
 */
changeSource: {
input: {
params: {
slug: string
}
body: {
defaultSection?: (string | null)
sections?: {
[k: string]: string
}
defaultAuthor?: (string | null)
publish?: ("draft" | "publish")
language?: (string | null)
/**
 * From these hosts pictures are fetched, and shown from here; others are linked to.
 */
pictureHosts?: string[]
}
}
answer: Source
}
/**
 * Take nothing of a source any more; its articles stay.
 */
deleteSource: {
input: {
params: {
slug: string
}
}
answer: null
}
/**
 * Give a source a new secret, shown this once; the old one is good for 24 hours more.
 */
renewSourceSecret: {
input: {
params: {
slug: string
}
}
answer: {
slug: string
kind: ("standard" | "superdesk" | "ghost" | "wordpress")
/**
 * Where it delivers.
 */
url: string
defaultSection: (string | null)
sections: {
[k: string]: string
}
defaultAuthor: (string | null)
publish: ("draft" | "publish")
language: (string | null)
/**
 * From these hosts pictures are fetched, and shown from here; others are linked to.
 */
pictureHosts: string[]
createdAt: string
/**
 * Until when the secret before this one is good.
 */
oldSecretUntil: (string | null)
secret: (string | null)
}
}
/**
 * What a delivery of this body would do; nothing is published.
 */
dryRunSource: {
input: {
params: {
slug: string
}
body: unknown
}
answer: {
outcome: ("pending" | "created" | "updated" | "withdrawn" | "removed" | "unchanged" | "duplicate" | "stale" | "ignored" | "failed")
why: (string | null)
externalId: (string | null)
version: (string | null)
/**
 * The article as it would be written.
 */
article: ({
kind: ("story" | "brief" | "opinion" | "page")
section: (string | null)
label: (string | null)
headline: string
standfirst: string
slug: (string | null)
body: ({
format: ("markdown" | "html")
source: string
} | null)
language: (string | null)
authors: string[]
topics: string[]
lead: ({
media: string
caption: (string | null)
} | null)
comments: ("open" | "held" | "closed")
translationOf: (string | null)
canonicalUrl: (string | null)
} | null)
/**
 * What would be mapped, made or left out.
 */
notes: {
path: string
message: string
}[]
}
}
/**
 * What sources delivered, newest first, and what became of it.
 */
listInbox: {
input: {
query?: {
limit?: number
cursor?: string
source?: string
outcome?: ("pending" | "created" | "updated" | "withdrawn" | "removed" | "unchanged" | "duplicate" | "stale" | "ignored" | "failed")
}
}
answer: {
items: InboxEntry[]
nextCursor: (string | null)
}
}
/**
 * Handle the deliveries of one outcome anew, the oldest first, slice by slice.
 */
replayInbox: {
input: {
body: {
source?: string
outcome?: ("failed" | "ignored" | "removed" | "stale" | "pending")
/**
 * Where the last slice ended.
 */
cursor?: string
}
}
answer: {
items: {
id: string
outcome: ("pending" | "created" | "updated" | "withdrawn" | "removed" | "unchanged" | "duplicate" | "stale" | "ignored" | "failed")
why: (string | null)
}[]
/**
 * How many are still to be replayed: ask again with nextCursor.
 */
left: number
nextCursor: (string | null)
}
}
/**
 * One delivery, with its body as it came.
 */
getInboxEntry: {
input: {
params: {
id: string
}
}
answer: WholeInboxEntry
}
/**
 * Handle a delivery anew; one that has done what it says already is left as it is.
 */
replayInboxEntry: {
input: {
params: {
id: string
}
}
answer: WholeInboxEntry
}
/**
 * Comments, oldest first. A page may hold fewer than limit, even none, where filters are combined: the list ends where nextCursor is null.
 */
listComments: {
input: {
query?: {
limit?: number
cursor?: string
status?: ("pending" | "published" | "declined" | "removed" | "deleted")
article?: string
commenter?: string
}
}
answer: {
items: Comment[]
nextCursor: (string | null)
}
}
/**
 * Decide up to 100 comments at once: all of them or, where one can't be decided, none.
 */
decideComments: {
input: {
body: {
decisions: {
id: string
decision: ("publish" | "decline" | "remove")
ground?: (("offensive" | "slander" | "foul_language" | "off_topic" | "spam" | "illegal") | null)
law?: (string | null)
note?: (string | null)
}[]
}
}
answer: {
items: {
id: string
status: ("pending" | "published" | "declined" | "removed" | "deleted")
}[]
}
}
/**
 * A comment with what a moderator wants to know: parent, replies, similar texts, the commenter's record.
 */
getComment: {
input: {
params: {
id: string
}
}
answer: OpenComment
}
/**
 * Publish, decline or remove a comment; all but publishing needs a ground.
 */
decideComment: {
input: {
params: {
id: string
}
body: {
decision: ("publish" | "decline" | "remove")
ground?: (("offensive" | "slander" | "foul_language" | "off_topic" | "spam" | "illegal") | null)
law?: (string | null)
note?: (string | null)
}
}
answer: Comment
}
/**
 * Take the last decision back, and the standing that came with it; the record keeps both.
 */
undoDecision: {
input: {
params: {
id: string
}
}
answer: Comment
}
/**
 * A commenter's record: standing and how it came, and what became of the comments.
 */
getCommenter: {
input: {
params: {
id: string
}
}
answer: Commenter
}
/**
 * Erase a commenter: names, texts and secret go; decisions keep ground and time.
 */
eraseCommenter: {
input: {
params: {
id: string
}
}
answer: null
}
/**
 * Set a commenter's standing, with the reason; nothing else makes anybody trusted or blocked.
 */
setStanding: {
input: {
params: {
id: string
}
body: {
standing: ("new" | "previewed" | "trusted" | "blocked")
reason: string
}
}
answer: Commenter
}
/**
 * Open, hold or close a story's discussion. If-Match: * stands for whatever the article says by now; a moderator need not read it.
 */
setDiscussion: {
input: {
params: {
id: string
}
body: {
comments: ("open" | "held" | "closed")
}
}
answer: {
comments: ("open" | "held" | "closed")
}
}
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ArticleInput".
 */
export interface ArticleInput {
kind?: ("story" | "brief" | "opinion" | "page")
section?: (string | null)
label?: (string | null)
headline: string
standfirst?: string
slug?: (string | null)
body?: ({
format?: ("markdown" | "html")
source: string
} | null)
language?: (string | null)
authors?: string[]
topics?: string[]
lead?: ({
media: string
caption?: (string | null)
} | null)
comments?: ("open" | "held" | "closed")
translationOf?: (string | null)
canonicalUrl?: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Article".
 */
export interface Article {
id: string
status: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
kind: ("story" | "brief" | "opinion" | "page")
section: (string | null)
label: (string | null)
headline: string
standfirst: string
slug: (string | null)
body: ({
format: ("markdown" | "html")
source: string
} | null)
language: (string | null)
authors: string[]
topics: string[]
lead: ({
media: string
caption: (string | null)
} | null)
comments: ("open" | "held" | "closed")
translationOf: (string | null)
canonicalUrl: (string | null)
path: (string | null)
url: (string | null)
bodyHtml: string
revision: number
createdAt: string
updatedAt: string
publishedAt: (string | null)
scheduledFor: (string | null)
wordCount: number
corrections: {
id: string
text: string
createdAt: string
}[]
source: ({
name: string
externalId: (string | null)
} | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "ArticlePatch".
 */
export interface ArticlePatch {
kind?: ("story" | "brief" | "opinion" | "page")
section?: (string | null)
label?: (string | null)
headline?: string
standfirst?: string
slug?: (string | null)
body?: ({
format?: ("markdown" | "html")
source: string
} | null)
language?: (string | null)
authors?: string[]
topics?: string[]
lead?: ({
media: string
caption?: (string | null)
} | null)
comments?: ("open" | "held" | "closed")
translationOf?: (string | null)
canonicalUrl?: (string | null)
minor?: boolean
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Publication".
 */
export interface Publication {
id: string
status: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
kind: ("story" | "brief" | "opinion" | "page")
section: (string | null)
label: (string | null)
headline: string
standfirst: string
slug: (string | null)
body: ({
format: ("markdown" | "html")
source: string
} | null)
language: (string | null)
authors: string[]
topics: string[]
lead: ({
media: string
caption: (string | null)
} | null)
comments: ("open" | "held" | "closed")
translationOf: (string | null)
canonicalUrl: (string | null)
path: (string | null)
url: (string | null)
bodyHtml: string
revision: number
createdAt: string
updatedAt: string
publishedAt: (string | null)
scheduledFor: (string | null)
wordCount: number
corrections: {
id: string
text: string
createdAt: string
}[]
source: ({
name: string
externalId: (string | null)
} | null)
receipt: Receipt
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Receipt".
 */
export interface Receipt {
tags: string[]
mode: ("purge" | "invalidate")
outcome: ("done" | "queued" | "failed")
at: string
places?: {
place: string
url: string
now: ("451" | "left out")
}[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Revision".
 */
export interface Revision {
number: number
status: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
minor: boolean
actor: {
id: string
name: (string | null)
}
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Orphan".
 */
export interface Orphan {
id: string
expected: (number | null)
body: unknown
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Front".
 */
export interface Front {
lead: (string | null)
pinned: string[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Section".
 */
export interface Section {
name: string
description: string
kind: ("stories" | "briefs")
position: number
slug: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Author".
 */
export interface Author {
name: string
email: (string | null)
emailPublic: boolean
bio: string
slug: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Topic".
 */
export interface Topic {
name: string
description: string
slug: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Picture".
 */
export interface Picture {
id: string
version: number
type: string
bytes: number
width: number
height: number
url: string
srcset: string
alt: string
caption: string
credit: string
licence: string
focus: {
x: number
y: number
}
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "PictureWithUses".
 */
export interface PictureWithUses {
id: string
version: number
type: string
bytes: number
width: number
height: number
url: string
srcset: string
alt: string
caption: string
credit: string
licence: string
focus: {
x: number
y: number
}
createdAt: string
usedBy: {
id: string
headline: string
url: (string | null)
}[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Site".
 */
export interface Site {
name: string
tagline: string
url: unknown
language: string
timeZone: string
contactEmail: (string | null)
publisher: string
menu: {
label: string
url: string
}[]
footer: {
label: string
url: string
}[]
banner: ({
text: string
url: (string | null)
until: (string | null)
} | null)
donation: ({
headline: string
text: string
url: (string | null)
iban: (string | null)
beneficiary: string
} | null)
commentPolicy: string
comments: {
closeAfterDays: (number | null)
hours: (string | null)
outsideHours: ("queue" | "close")
queueLimit: number
alertAfterMinutes: (number | null)
}
contentSignals: string
webSubHub: (string | null)
turnstileSiteKey: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Token".
 */
export interface Token {
id: string
name: string
role: ("writer" | "moderator" | "editor" | "publisher")
createdAt: string
expiresAt: (string | null)
/**
 * Kept to the hour.
 */
lastUsedAt: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Redirect".
 */
export interface Redirect {
path: string
/**
 * Of a slug that changed: where the article stands now.
 */
to: string
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "AuditEntry".
 */
export interface AuditEntry {
id: string
at: string
actor: {
id: string
name: string
}
/**
 * What was done, such as "article.publish".
 */
action: string
/**
 * Id or slug of what it was done to.
 */
subject: string
detail: {
[k: string]: unknown
}
requestId: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Edge".
 */
export interface Edge {
budget: {
/**
 * Purge calls that could be made now.
 */
left: number
bucket: number
perMinute: number
/**
 * Of those left, so many are kept back for withdrawals and removals.
 */
reserve: number
}
queue: {
/**
 * Changes that it was not told of yet.
 */
waiting: number
/**
 * For how long the oldest of them waits; null: none does.
 */
oldestSeconds: (number | null)
/**
 * Changes of which the cache is told a second time within a quarter of a minute.
 */
repeats: number
}
/**
 * Waiting changes that were refused at least once.
 */
failures: number
lifeboat: {
/**
 * Changes that it was not told of yet.
 */
waiting: number
/**
 * For how long the oldest of them waits; null: none does.
 */
oldestSeconds: (number | null)
}
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Webhook".
 */
export interface Webhook {
id: string
url: string
events: string[]
/**
 * disabled: its address said that it is gone.
 */
state: ("active" | "paused" | "disabled")
/**
 * Deliveries that failed for good since the last that did not: 10 pause it.
 */
failures: number
/**
 * Until then the secret before signs beside the secret.
 */
oldSecretUntil: (string | null)
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Delivery".
 */
export interface Delivery {
id: string
kind: ("webhook" | "websub" | "indexnow")
/**
 * Null: the hub's, or IndexNow's.
 */
webhook: (string | null)
event: {
/**
 * What the receiver sees as webhook-id: the same over all attempts.
 */
id: string
type: string
timestamp: string
}
/**
 * Id of the article or comment.
 */
subject: string
/**
 * The request that caused it.
 */
requestId: string
status: ("pending" | "delivered" | "failed" | "dropped")
createdAt: string
/**
 * Null: it is settled, or its webhook is paused.
 */
nextAttemptAt: (string | null)
attempts: {
at: string
/**
 * HTTP status; null: there was no answer.
 */
status: (number | null)
durationMs: number
error: (string | null)
/**
 * The beginning of the answer, 1,000 bytes at most.
 */
excerpt: string
}[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Event".
 */
export interface Event {
id: string
type: string
timestamp: string
data: {
article?: ({
id: string
status: ("draft" | "scheduled" | "published" | "withdrawn" | "removed")
kind: ("story" | "brief" | "opinion" | "page")
section: (string | null)
label: (string | null)
headline: string
standfirst: string
slug: (string | null)
body: ({
format: ("markdown" | "html")
source: string
} | null)
language: (string | null)
authors: string[]
topics: string[]
lead: ({
media: string
caption: (string | null)
} | null)
comments: ("open" | "held" | "closed")
translationOf: (string | null)
canonicalUrl: (string | null)
path: (string | null)
url: (string | null)
bodyHtml: string
revision: number
createdAt: string
updatedAt: string
publishedAt: (string | null)
scheduledFor: (string | null)
wordCount: number
corrections: {
id: string
text: string
createdAt: string
}[]
source: ({
name: string
externalId: (string | null)
} | null)
} | {
id: string
status: "deleted"
})
comment?: ({
id: string
article: {
id: string
url: string
headline: string
}
parentId: (string | null)
body: string
status: ("pending" | "published" | "declined" | "removed" | "deleted")
createdAt: string
decision: ({
decision: string
ground: (string | null)
law: (string | null)
at: string
} | null)
} | {
id: string
status: "deleted"
})
/**
 * webhook.test: the webhook's id.
 */
webhook?: string
}
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface Source {
slug: string
kind: ("standard" | "superdesk" | "ghost" | "wordpress")
/**
 * Where it delivers.
 */
url: string
defaultSection: (string | null)
sections: {
[k: string]: string
}
defaultAuthor: (string | null)
publish: ("draft" | "publish")
language: (string | null)
/**
 * From these hosts pictures are fetched, and shown from here; others are linked to.
 */
pictureHosts: string[]
createdAt: string
/**
 * Until when the secret before this one is good.
 */
oldSecretUntil: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "SourceInput".
 */
export interface SourceInput {
defaultSection?: (string | null)
sections?: {
[k: string]: string
}
defaultAuthor?: (string | null)
publish?: ("draft" | "publish")
language?: (string | null)
/**
 * From these hosts pictures are fetched, and shown from here; others are linked to.
 */
pictureHosts?: string[]
slug: string
kind: ("standard" | "superdesk" | "ghost" | "wordpress")
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "InboxEntry".
 */
export interface InboxEntry {
id: string
source: string
/**
 * The sender's id of it, else its digest.
 */
deliveryId: string
/**
 * SHA-256 of the body.
 */
digest: string
outcome: ("pending" | "created" | "updated" | "withdrawn" | "removed" | "unchanged" | "duplicate" | "stale" | "ignored" | "failed")
why: (string | null)
externalId: (string | null)
version: (string | null)
/**
 * Id of the article.
 */
article: (string | null)
/**
 * How often it failed by our own fault.
 */
failures: number
/**
 * Null where the body is forgotten: after 30 days.
 */
bytes: (number | null)
receivedAt: string
handledAt: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "WholeInboxEntry".
 */
export interface WholeInboxEntry {
id: string
source: string
/**
 * The sender's id of it, else its digest.
 */
deliveryId: string
/**
 * SHA-256 of the body.
 */
digest: string
outcome: ("pending" | "created" | "updated" | "withdrawn" | "removed" | "unchanged" | "duplicate" | "stale" | "ignored" | "failed")
why: (string | null)
externalId: (string | null)
version: (string | null)
/**
 * Id of the article.
 */
article: (string | null)
/**
 * How often it failed by our own fault.
 */
failures: number
/**
 * Null where the body is forgotten: after 30 days.
 */
bytes: (number | null)
receivedAt: string
handledAt: (string | null)
headers: {
[k: string]: string
}
body: (string | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Comment".
 */
export interface Comment {
id: string
article: {
id: string
url: string
headline: string
}
parentId: (string | null)
name: string
body: string
status: ("pending" | "published" | "declined" | "removed" | "deleted")
standing: string
createdAt: string
decision: ({
decision: ("publish" | "decline" | "remove")
ground: (("offensive" | "slander" | "foul_language" | "off_topic" | "spam" | "illegal") | null)
law: (string | null)
note: (string | null)
moderator: string
at: string
} | null)
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "OpenComment".
 */
export interface OpenComment {
id: string
article: {
id: string
url: string
headline: string
}
parentId: (string | null)
name: string
body: string
status: ("pending" | "published" | "declined" | "removed" | "deleted")
standing: string
createdAt: string
decision: ({
decision: ("publish" | "decline" | "remove")
ground: (("offensive" | "slander" | "foul_language" | "off_topic" | "spam" | "illegal") | null)
law: (string | null)
note: (string | null)
moderator: string
at: string
} | null)
context: {
parent: (CommentBeside | null)
replies: CommentBeside[]
/**
 * Comments that say nearly the same, the newest first.
 */
similar: CommentBeside[]
}
commenter: Commenter
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "CommentBeside".
 */
export interface CommentBeside {
id: string
article: {
id: string
url: string
headline: string
}
name: string
body: string
status: ("pending" | "published" | "declined" | "removed" | "deleted")
createdAt: string
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Commenter".
 */
export interface Commenter {
id: string
standing: ("new" | "previewed" | "trusted" | "blocked")
createdAt: string
counts: {
pending: number
published: number
declined: number
removed: number
deleted: number
}
/**
 * Declined and removed of all that were decided and stand; null before the first.
 */
rejectionRate: (number | null)
standings: {
standing: ("new" | "previewed" | "trusted" | "blocked")
before: ("new" | "previewed" | "trusted" | "blocked")
reason: (string | null)
/**
 * Null: it came by itself, with a decision.
 */
moderator: (string | null)
at: string
}[]
}
/**
 * This interface was referenced by `Operations`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
type: string
title: string
status: number
/**
 * What was refused, and what to do next.
 */
detail: string
code: ("malformed_json" | "bad_cursor" | "bad_request" | "unauthorized" | "forbidden" | "comments_closed" | "commenter_blocked" | "cross_site" | "not_found" | "empty_period" | "method_not_allowed" | "not_publishable" | "wrong_state" | "in_use" | "last_publisher" | "withdrawn" | "revision_conflict" | "too_large" | "unsupported_type" | "invalid" | "automated" | "challenge_failed" | "unknown_parent" | "too_deep" | "name_reserved" | "idempotency_key_reused" | "unreadable_picture" | "precondition_required" | "rate_limited" | "removed_for_legal_reasons" | "internal" | "unavailable")
requestId: string
errors?: {
path: string
code: string
message: string
}[]
/**
 * Where the refused edit is kept.
 */
orphan?: {
id: string
url: string
}
}
