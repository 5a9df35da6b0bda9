import { ApiDocsView, type Described } from "./api-docs-view.tsx";
import { chromeFrom, chromeStatement } from "./articles/chrome.ts";
import { page } from "./edge/page.tsx";
import { PAGE } from "./edge/policy.ts";
import { openApiDocument } from "./http/openapi.ts";
import type { Route } from "./http/route.ts";

/** `/api/docs`: the document of the API as a page to read. */
export function apiDocsPage(routes: () => readonly Route[]): Route {
  return page(
    { id: "apiDocs", path: "/api/docs", summary: "The API, to read.", cache: PAGE },
    {
      read: async ({ db, c }) => {
        const [[row]] = await db.batch([chromeStatement(db)]);
        return { chrome: chromeFrom(row, c.env.SITE_URL) };
      },
      tags: () => [],
      draw: ({ chrome }) => {
        const document = openApiDocument(routes(), chrome.settings.url) as unknown as Described;
        return <ApiDocsView chrome={chrome} document={document} />;
      },
    },
  );
}
