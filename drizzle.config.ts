import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: [
    "./src/articles/schema.ts",
    "./src/articles/lists-schema.ts",
    "./src/comments/schema.ts",
    "./src/edge/schema.ts",
    "./src/editors/schema.ts",
    "./src/http/schema.ts",
    "./src/wire/assets-schema.ts",
    "./src/wire/schema.ts",
    "./src/wire/inbound-schema.ts",
    "./src/wire/out-schema.ts",
  ],
  out: "./migrations",
});
