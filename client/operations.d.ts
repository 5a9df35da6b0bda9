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
code: ("malformed_json" | "bad_cursor" | "bad_request" | "unauthorized" | "forbidden" | "comments_closed" | "commenter_blocked" | "cross_site" | "not_found" | "empty_period" | "method_not_allowed" | "not_publishable" | "wrong_state" | "in_use" | "last_publisher" | "withdrawn" | "revision_conflict" | "too_large" | "unsupported_type" | "invalid" | "automated" | "unknown_parent" | "too_deep" | "name_reserved" | "idempotency_key_reused" | "unreadable_picture" | "precondition_required" | "rate_limited" | "removed_for_legal_reasons" | "internal" | "unavailable")
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
