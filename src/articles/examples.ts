import { SAMPLE_ID as id } from "../http/openapi-headers.ts";

/** What the OpenAPI document shows of this room; test/http/openapi.test.ts holds each against its schema. */
export const written = {
  kind: "story",
  section: "harbour",
  headline: "The ferry sails again",
  standfirst: "After nine weeks at the quay, the first boat left at dawn.",
  body: { format: "markdown", source: "The horn was heard in *every* street." },
  authors: ["mara-lind"],
  topics: ["Ferries"],
};

const [writtenAt, publishedAt] = ["2026-11-17T05:58:00.000Z", "2026-11-17T06:10:00.000Z"];
const path = "/2026/11/17/the-ferry-sails-again";

export const read = {
  id,
  status: "published",
  ...written,
  label: null,
  slug: "the-ferry-sails-again",
  language: "en",
  lead: null,
  comments: "open",
  translationOf: null,
  canonicalUrl: null,
  path,
  url: `https://courier.example${path}`,
  bodyHtml: "<p>The horn was heard in <em>every</em> street.</p>",
  revision: 3,
  createdAt: writtenAt,
  updatedAt: publishedAt,
  publishedAt,
  scheduledFor: null,
  wordCount: 7,
  corrections: [],
  source: null,
};

export const receipt = {
  tags: ["front", `story:${id}`, "section:harbour"],
  mode: "purge",
  outcome: "done",
  at: publishedAt,
};

export const picture = {
  id,
  version: 1,
  type: "image/jpeg",
  bytes: 184_320,
  width: 1_600,
  height: 900,
  url: `https://courier.example/media/${id}/1/original`,
  srcset: `https://courier.example/media/${id}/1/800.jpeg 800w`,
  alt: "A ferry leaves the quay",
  caption: "The first crossing.",
  credit: "Jonas Behr",
  licence: "",
  focus: { x: 0.5, y: 0.4 },
  createdAt: writtenAt,
};
