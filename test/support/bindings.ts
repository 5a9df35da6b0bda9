import { env } from "cloudflare:workers";

type Calls = Record<string, number>;
let calls: Calls | undefined;

/** Which calls `work` made to R2 and to Images. */
export async function callsOf<T>(work: () => Promise<T>): Promise<{ calls: Calls; result: T }> {
  watch("R2", Object.getPrototypeOf(env.MEDIA), ["get", "head", "put", "delete", "list"]);
  watch("Images", Object.getPrototypeOf(env.IMAGES), ["input", "info"]);
  const own: Calls = {};
  calls = own;
  try {
    return { result: await work(), calls: own };
  } finally {
    calls = undefined;
  }
}

const watched = new Set<object>();

function watch(name: string, prototype: object, methods: string[]): void {
  if (watched.has(prototype)) return;
  watched.add(prototype);
  for (const method of methods) {
    const original = Reflect.get(prototype, method) as (...args: unknown[]) => unknown;
    Object.assign(prototype, {
      [method](this: unknown, ...args: unknown[]) {
        if (calls) calls[`${name} ${method}`] = (calls[`${name} ${method}`] ?? 0) + 1;
        return original.apply(this, args);
      },
    });
  }
}
