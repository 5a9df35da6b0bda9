/** Every refusal there is: its stable code, its status, and its title. CONTRACT §0, RFC 9457. */
export const CATALOGUE = {
  malformed_json: [400, "The body is not JSON"],
  bad_cursor: [400, "The cursor is broken"],
  bad_request: [400, "The request can't be understood"],
  unauthorized: [401, "A token is needed"],
  forbidden: [403, "Not allowed"],
  comments_closed: [403, "Comments are closed"],
  commenter_blocked: [403, "This commenter is blocked"],
  cross_site: [403, "The form was sent from another site"],
  not_found: [404, "Not found"],
  empty_period: [404, "Nothing was published then"],
  method_not_allowed: [405, "Method not allowed"],
  not_publishable: [409, "Not ready to be published"],
  wrong_state: [409, "Not possible in this state"],
  in_use: [409, "In use"],
  last_publisher: [409, "The last publisher's token"],
  withdrawn: [410, "Withdrawn"],
  revision_conflict: [412, "Somebody else was faster"],
  too_large: [413, "Too large"],
  unsupported_type: [415, "Unsupported content type"],
  invalid: [422, "Not valid"],
  automated: [422, "The hidden field was filled in"],
  challenge_failed: [422, "The check against robots was not passed"],
  unknown_parent: [422, "The comment replied to is not there"],
  too_deep: [422, "Replies can't be replied to"],
  name_reserved: [422, "The name is reserved"],
  idempotency_key_reused: [422, "This Idempotency-Key was used for something else"],
  unreadable_picture: [422, "The picture can't be read"],
  precondition_required: [428, "If-Match is needed"],
  rate_limited: [429, "Too many requests"],
  removed_for_legal_reasons: [451, "Removed for legal reasons"],
  internal: [500, "Something went wrong here"],
  unavailable: [503, "Not available at the moment"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof CATALOGUE;

/** One thing that is wrong with the input; `path` is a member path such as "body.source", or a parameter's name. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

/** What an editor said when an article was taken away, in whatever language. */
export interface Grounds {
  reason: string | null;
  law: string | null;
}

interface Options {
  errors?: FieldError[];
  /** Pages show them beside their own words; `detail` has them already. */
  grounds?: Grounds;
  headers?: Record<string, string>;
  /** Members beside the standard ones, such as `orphan`. */
  extra?: Record<string, unknown>;
}

/**
 * An expected refusal. `detail` says in English what was refused and what to do next: problems carry it. Pages say it in
 * the site's language, by the code (ui/refusal.ts); `detail` stands there only where the catalogue has nothing for it.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly errors: FieldError[];
  readonly grounds: Grounds;
  readonly headers: Record<string, string>;
  readonly extra: Record<string, unknown>;

  constructor(code: ErrorCode, detail: string, options: Options = {}) {
    super(detail);
    this.code = code;
    [this.status, this.title] = CATALOGUE[code];
    this.errors = options.errors ?? [];
    this.grounds = options.grounds ?? { reason: null, law: null };
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** A refusal of one field: 422 `invalid`. */
export function invalidField(path: string, code: string, message: string): AppError {
  return new AppError("invalid", message, { errors: [{ path, code, message }] });
}
