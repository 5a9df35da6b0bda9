import type { Chrome } from "./ui/chrome.ts";
import { Layout } from "./ui/layout.tsx";

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Content {
  schema?: Schema;
  example?: unknown;
}
interface Parameter {
  $ref?: string;
  name?: string;
  in?: string;
  required?: boolean;
  schema?: Schema;
}
interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  "x-role"?: string;
  parameters: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}

/** What of the document the page shows. */
export interface Described {
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

interface Call {
  method: string;
  path: string;
  operation: Operation;
}

/** The API to read: every call by its resource, with members, examples and refusals. In English, as its problems are. */
export function ApiDocsView({ chrome, document }: { chrome: Chrome; document: Described }) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const of = (name: string) => calls.filter(({ operation }) => operation.tags.includes(name));
  return (
    <Layout chrome={chrome} title="API" language="en" canonical="/api/docs">
      <div class="body">
        <h1>API</h1>
        <p>
          Every call is described here as it is declared; for tools, the same stands at{" "}
          <a href="/api/openapi.json">/api/openapi.json</a>. Send a token with each:{" "}
          <code>Authorization: Bearer dl_…</code>
        </p>
        <nav aria-label="Resources">
          <ul>
            {document.tags.map(({ name }) => (
              <li>
                <a href={`#${name}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        {document.tags.map(({ name }) => (
          <section aria-labelledby={name}>
            <h2 id={name}>{name}</h2>
            {of(name).map((call) => (
              <CallView call={call} document={document} />
            ))}
          </section>
        ))}
        <h2 id="members">Members</h2>
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <div>
            <h3 id={`of-${name}`}>{name}</h3>
            <Members schema={schema} />
          </div>
        ))}
      </div>
    </Layout>
  );
}

function CallView({ call, document }: { call: Call; document: Described }) {
  const { method, path, operation } = call;
  const { operationId, summary, parameters, requestBody, responses } = operation;
  const [done] = Object.entries(responses).filter(([status]) => Number(status) < 300);
  const refused = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  const [sent] = Object.values(requestBody?.content ?? {});
  return (
    <article>
      <h3 id={operationId}>
        <code>
          {method} {path}
        </code>
      </h3>
      <p>{summary}</p>
      <p>
        For: {operation["x-role"] === "any" ? "whoever has a token" : (operation["x-role"] ?? "everybody")}.
        <Parameters parameters={parameters} />
        {sent?.schema && (
          <>
            {" "}
            Body: <TypeOf schema={sent.schema} />.
          </>
        )}
      </p>
      <Code text={curlOf(call, document.servers[0]?.url ?? "", sent)} />
      <p>
        Answer: {done?.[0]} <TypeOf schema={contentOf(done?.[1])?.schema} />
      </p>
      <Code text={pretty(contentOf(done?.[1])?.example)} />
      <p>Refusals:</p>
      <ul>
        {refused.map(([status, { description }]) => (
          <li>
            {status} {description.replaceAll("`", "")}
          </li>
        ))}
      </ul>
    </article>
  );
}

function Code({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <pre>
      <code>{text}</code>
    </pre>
  );
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  const named = parameters.filter(({ name }) => name !== undefined);
  const headers = parameters.flatMap(({ $ref }) => $ref?.split("/").at(-1) ?? []);
  return (
    <>
      {named.map(({ name, in: place, schema = {}, required }) => (
        <>
          {" "}
          <code>{name}</code> ({place}
          {required ? ", needed" : ""}): <TypeOf schema={schema} />.
        </>
      ))}
      {headers.length > 0 && ` Headers: ${headers.join(", ")}.`}
    </>
  );
}

function Members({ schema }: { schema: Schema }) {
  const members = Object.entries(schema.properties ?? {});
  if (members.length === 0)
    return (
      <p>
        <TypeOf schema={schema} />
      </p>
    );
  return (
    <ul>
      {members.map(([name, member]) => (
        <li>
          <code>{name}</code>: <TypeOf schema={member} />
          {schema.required?.includes(name) ? ", always there or needed" : ""}
          {member.description ? `. ${member.description}` : ""}
        </li>
      ))}
    </ul>
  );
}

function TypeOf({ schema }: { schema: Schema | undefined }) {
  const name = schema?.$ref?.split("/").at(-1);
  if (name) return <a href={`#of-${name}`}>{name}</a>;
  return <>{schema ? typeText(schema) : ""}</>;
}

function typeText({ $ref, type, enum: choice, anyOf, oneOf, items, properties }: Schema): string {
  if ($ref) return $ref.split("/").at(-1) ?? "";
  if (choice) return choice.map((value) => JSON.stringify(value)).join(" | ");
  const either = anyOf ?? oneOf;
  if (either) return either.map(typeText).join(" | ");
  if (items) return `list of ${typeText(items)}`;
  if (properties) return `{${Object.keys(properties).join(", ")}}`;
  return [type ?? "any"].flat().join(" | ");
}

function contentOf(answer: Operation["responses"][string] | undefined): Content | undefined {
  return answer?.content?.["application/json"];
}

function pretty(example: unknown): string | undefined {
  return example === undefined ? undefined : JSON.stringify(example, null, 2);
}

function curlOf({ method, path, operation }: Call, origin: string, sent: Content | undefined): string {
  const lines = [
    `curl -X ${method} ${origin}${path}`,
    `-H "Authorization: Bearer $TOKEN"`,
    ...(operation.parameters.some(({ $ref }) => $ref?.endsWith("/If-Match")) ? [`-H 'If-Match: "1"'`] : []),
    ...(sent?.example === undefined
      ? []
      : [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(sent.example)}'`]),
  ];
  return lines.join(" \\\n  ");
}
