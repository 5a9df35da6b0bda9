import { app } from "../src/app.ts";
import { openDatabase } from "../src/db.ts";
import { drawArticle, readArticle } from "../src/paper/article-page.tsx";
import { drawFront, readFront } from "../src/paper/front-page.tsx";
import { document } from "../src/ui/layout.tsx";

/** What is measured inside Node; `in-node.ts` compiles it, for Node itself reads no JSX. */
export const inside = { app, openDatabase, document, readArticle, drawArticle, readFront, drawFront };
export type Inside = typeof inside;
