// Takes Dateline's webhooks: WEBHOOK_SECRET=whsec_… PORT=8080 node docs/examples/receive-webhooks.ts
import { createServer, type IncomingMessage } from "node:http";
import { Webhook } from "standardwebhooks";

interface DatelineEvent {
  id: string;
  type: string;
  timestamp: string;
  data: { article?: { id: string; status: string; headline?: string; url?: string | null } };
}

const verifier = new Webhook(process.env.WEBHOOK_SECRET ?? "");
/** Ids that were taken. Keep them where you keep what you make of them: the same event may come twice. */
const taken = new Set<string>();

createServer(async (request, response) => {
  const body = await bodyOf(request);
  let event: DatelineEvent;
  try {
    // Over the bytes as they came, before anything is parsed; five minutes old at most.
    event = verifier.verify(body, request.headers as Record<string, string>) as DatelineEvent;
  } catch {
    response.writeHead(401).end();
    return;
  }
  if (!taken.has(event.id)) handle(event);
  taken.add(event.id);
  // Within 15 seconds. 410 ends it for good; Retry-After is kept to.
  response.writeHead(204).end();
}).listen(Number(process.env.PORT ?? 8080), () => console.log("waiting"));

function handle({ type, data: { article } }: DatelineEvent): void {
  console.log(type, article?.headline ?? "");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
