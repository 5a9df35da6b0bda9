/** The Clock of edge/clock.ts as others know it. */
export interface RingableClock extends Rpc.DurableObjectBranded {
  /** Makes it go off at a moment (milliseconds), unless it goes off before. */
  ring(at: number): Promise<void>;
}

/** What wrangler.toml and the operator bind to the Worker. */
export interface Env {
  DB: D1Database;
  MEDIA: R2Bucket;
  /** Copies of stories for when D1 is out of reach. */
  LIFEBOAT: R2Bucket;
  IMAGES: ImagesBinding;
  CLOCK: DurableObjectNamespace<RingableClock>;
  /** For whom something is due to be sent: wire/out. */
  DOORBELL: Queue;
  COMMENT_GATE: RateLimit;
  TOKEN_GATE: RateLimit;
  SEARCH_GATE: RateLimit;
  HOOK_GATE: RateLimit;
  /** The site's public origin at first start; from then on `site.url` in D1 decides. */
  SITE_URL: string;
  /** Key material for signing cursors and sealing secrets; a development key stands in where it is not set. */
  DATELINE_KEY?: string;
  /** The DATELINE_KEY before this one: what it sealed can still be opened, and is sealed anew by cron. */
  DATELINE_KEY_BEFORE?: string;
  /** Purge calls that come back to the budget each minute; the platform's five where nothing is set. */
  PURGES_A_MINUTE?: string;
  /** Turnstile's secret: where it is set, no comment is taken without a passed challenge. */
  TURNSTILE_SECRET?: string;
  /** Who verifies it, where that is not Cloudflare: in tests. */
  TURNSTILE_URL?: string;
  /** "1" keeps the headers that the edge would strip. */
  DATELINE_DEBUG?: string;
  /** Where the operator's own moderation is asked about a comment before it waits: https; nobody is asked where it is not set. */
  MODERATION_URL?: string;
  /** "whsec_" and base64: what calls to it are signed with. */
  MODERATION_SECRET?: string;
  /** "1" permits addresses that are not https, for development. */
  ALLOW_PRIVATE_WEBHOOKS?: string;
  /** Who is asked for the addresses of names, where that is not Cloudflare: DNS over HTTPS, answered as JSON. */
  DNS_URL?: string;
  /** Where search engines are told of what changed, where that is not api.indexnow.org. */
  INDEXNOW_URL?: string;
  /** "0": nobody looks when a change is seen through the cache, and receipts don't say it. */
  DATELINE_PROBE?: string;
}
