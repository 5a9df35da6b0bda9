import type { Receiver } from "./claim.ts";
import { deliverTo, LATER_MS, type Sending } from "./deliver-to.ts";
import { FANNED_A_RUN, fanOut } from "./fan-out.ts";
import { isIndexed } from "./pings.ts";
import { receiversWaiting, type Waiting } from "./waiting.ts";

/** What is due for longer has lost its message. */
const LOST_MS = 5_000;
/** Of the six connections that the platform lets wait, a sweep takes these: one for each receiver. */
const SWEPT_AT_ONCE = 5;

/**
 * Makes deliveries of what happened, and has each receiver for whom something is due sent it in a run of its own. Whose
 * message was lost, or can't be sent, is sent it here, one at a time. D1 holds all that is still to be done: whoever looks
 * next, cron at the latest, finds it. It never throws.
 */
export async function deliver(sending: Sending): Promise<void> {
  await wakeDue(sending).catch(async (error: unknown) => {
    console.error(JSON.stringify({ level: "error", message: "deliveries failed", error: String(error) }));
    await sending.ring(Date.now() + LATER_MS);
  });
}

async function wakeDue(sending: Sending): Promise<void> {
  const { ring } = sending;
  const waiting = await fanOutAll(sending);
  if (waiting.length === 0) return;
  const now = Date.now();
  const due = waiting.filter(({ dueAt }) => dueAt <= now);
  const lost = swept(due.filter(({ dueAt }) => dueAt <= now - LOST_MS));
  const isWoken = await tryWake(
    sending,
    due.filter((each) => !lost.includes(each)),
  );
  await ring(Math.min(...waiting.map(({ dueAt }) => (dueAt <= now ? now + LOST_MS : dueAt))));
  const here = isWoken ? lost : swept(due);
  await Promise.all(here.map((receiver) => deliverTo(sending, receiver, 1)));
}

/** As many as can be sent to here: those first who wait for the shortest time, for it is others who do not answer. */
function swept(receivers: readonly Waiting[]): Waiting[] {
  return receivers.toSorted((a, b) => b.dueAt - a.dueAt).slice(0, SWEPT_AT_ONCE);
}

/** Makes deliveries of all that happened, and gives those for whom something waits. */
async function fanOutAll({ db, site }: Sending): Promise<Waiting[]> {
  const { url, webSubHub } = await site();
  const pinged = { hub: webSubHub, isIndexed: isIndexed(url) };
  for (;;) {
    const [, fanned, waiting] = await db.batch([...fanOut(db, pinged, Date.now()), receiversWaiting(db)]);
    if (fanned.length < FANNED_A_RUN) return waiting.filter((each): each is Waiting => each.dueAt !== null);
  }
}

async function tryWake({ wake }: Sending, receivers: readonly Receiver[]): Promise<boolean> {
  if (receivers.length === 0) return true;
  try {
    await wake(receivers);
    return true;
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "queue failed", error: String(error) }));
    return false;
  }
}
