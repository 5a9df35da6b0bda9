import type { Database } from "../db.ts";
import type { Lifeboat } from "../edge/lifeboat.ts";
import type { EventForCache } from "../edge/tags.ts";
import { keepKept, type OutboxEvent } from "./outbox.ts";

/** Tells the lifeboat of claimed events. What it could not keep is tried again; true: there is nothing of it. */
export async function keepCopies(
  db: Database,
  claimed: OutboxEvent[],
  { lifeboat, now }: { lifeboat: Lifeboat; now: number },
): Promise<boolean> {
  if (claimed.length === 0) return true;
  const isKept = await keepPaths(lifeboat, [...new Set(claimed.flatMap(copiesOf))]);
  const isDone = (event: OutboxEvent) => copiesOf(event).every((path) => isKept.has(path));
  const failed = claimed.filter((event) => !isDone(event));
  await keepKept(db, { now, failed, done: claimed.filter(isDone) });
  return failed.length === 0;
}

/** Keeps what stands at these paths now; gives those that were kept. It never throws. */
export async function keepPaths(lifeboat: Lifeboat, paths: readonly string[]): Promise<Set<string>> {
  const kept = await Promise.all(
    paths.map(async (path) => {
      try {
        await lifeboat.keep(path);
        return [path];
      } catch (error) {
        console.error(
          JSON.stringify({ level: "error", message: "no copy kept", path, error: String(error) }),
        );
        return [];
      }
    }),
  );
  return new Set(kept.flat());
}

/** The paths of which an event changed what is said there. */
export function copiesOf({ type, data }: Pick<OutboxEvent, "type" | "data">): string[] {
  if (!type.startsWith("article.")) return [];
  const { article, before } = JSON.parse(data) as EventForCache["data"];
  const paths = [article?.path, before?.path].filter((path) => typeof path === "string");
  return [...new Set(paths)];
}
