import type { Operations, Problem } from "./operations.d.ts";

export type { Operations } from "./operations.d.ts";

type Id = keyof Operations;
type Input<K extends Id> = Operations[K]["input"] & {
  /** The ETag that a change is based on. */
  ifMatch?: string;
  /** Of a POST; a new one where nothing is said. */
  idempotencyKey?: string;
};
/** The calls whose answer is a list. */
type ListId = {
  [K in Id]: Operations[K]["answer"] extends { items: unknown[]; nextCursor: string | null } ? K : never;
}[Id];
type Item<K extends ListId> = Operations[K]["answer"]["items"][number];

export interface Answer<T> {
  data: T;
  /** What the next change of an article names as `ifMatch`. */
  etag: string | null;
  /** Whether it is the first answer to the same Idempotency-Key again. */
  isReplay: boolean;
}

/** A refusal of the API, as RFC 9457 problem details tell it. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly errors: { path: string; code: string; message: string }[];
}

export interface Client {
  /** One call by its operationId. Throws ApiProblem; tries again where nothing is answered, or 503. */
  call<K extends Id>(
    id: K,
    ...input: Record<never, never> extends Input<K> ? [Input<K>?] : [Input<K>]
  ): Promise<Answer<Operations[K]["answer"]>>;
  /** Every item of a list, page by page. */
  list<K extends ListId>(id: K, input?: Input<K>): AsyncGenerator<Item<K>>;
}

/** The API of a site for the holder of a token. */
export function dateline(site: { url: string; token: string; fetch?: typeof fetch }): Client;
