import { Webhook } from "standardwebhooks";

interface Message {
  id: string;
  /** Milliseconds. */
  now: number;
  body: string;
}

/** The headers of Standard Webhooks 1.0.0: one signature for each secret, so that both are good while one takes over. */
export function signed(secrets: readonly string[], { id, now, body }: Message): Record<string, string> {
  const at = new Date(now);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now / 1_000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
