import { AppError } from "../errors.ts";
import type { articles } from "./schema.ts";

type Told = Pick<typeof articles.$inferSelect, "status" | "reason" | "law">;

/** Why there is nothing to read of an article that is not published: 404, 410 or 451 (RFC 7725). */
export function absenceOf(article: Told | undefined, siteUrl: string): AppError {
  const { reason = null, law = null } = article ?? {};
  if (article?.status === "withdrawn")
    return new AppError("withdrawn", `This article was withdrawn: ${reason ?? ""}`, {
      grounds: { reason, law: null },
    });
  if (article?.status !== "removed") return new AppError("not_found", "There is no article at this address.");
  const headers = { Link: `<${siteUrl}/>; rel="blocked-by"` };
  const detail = `This article was removed (${law ?? "law"}): ${reason ?? ""}`;
  return new AppError("removed_for_legal_reasons", detail, { headers, grounds: { reason, law } });
}
