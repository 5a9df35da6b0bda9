import * as z from "zod";
import { webUrl } from "../../http/text.ts";
import { TOLD_TYPES } from "../schema.ts";

const MAX_PATTERNS = 30;
const KINDS = [...new Set(TOLD_TYPES.map((type) => type.slice(0, type.indexOf("."))))];
/** Every type, every type of a kind, or one type. */
const PATTERNS = [...KINDS.map((kind) => `${kind}.*`), ...TOLD_TYPES, "*"];

const members = {
  url: webUrl().transform((url) => new URL(url).href),
  events: z
    .array(z.enum(PATTERNS))
    .min(1)
    .max(MAX_PATTERNS)
    .transform((patterns) => [...new Set(patterns)])
    .describe("Types of events, or patterns such as article.* and *."),
};

/** CONTRACT §6. */
export const webhookInput = z.strictObject(members);
export type WebhookInput = z.infer<typeof webhookInput>;

/** What can be changed of a webhook. */
export const webhookPatch = z.strictObject({
  url: members.url.optional(),
  events: members.events.optional(),
  state: z.enum(["active", "paused"]).optional().describe("active: resume; what waited is sent now."),
});
export type WebhookPatch = z.infer<typeof webhookPatch>;
