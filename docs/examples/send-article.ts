// Sends an article to a source of the kind `standard`:
// HOOK_URL=https://courier.example/hooks/wire HOOK_SECRET=whsec_… node docs/examples/send-article.ts
import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

const { HOOK_URL = "http://localhost:8787/hooks/wire", HOOK_SECRET = "" } = process.env;
const now = new Date();
const id = randomUUID();
const body = JSON.stringify({
  type: "article.published",
  timestamp: now.toISOString(),
  data: {
    // Yours: the same id is the same article. A higher version replaces a lower one.
    externalId: "harbour-opens",
    version: "1",
    headline: "The harbour opens again",
    standfirst: "After nine weeks the first ships came in.",
    body: { format: "markdown", source: "The first ship came in at dawn." },
    authors: ["Mara Lind"],
  },
});

const answer = await fetch(HOOK_URL, {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(HOOK_SECRET).sign(id, now, body),
  },
  body,
});
// 503 or no answer: send the same bytes again. What came already is answered with the outcome `duplicate`.
console.log(answer.status, await answer.text());
