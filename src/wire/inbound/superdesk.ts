import { isSignedBy } from "./hmac.ts";
import type { Kind } from "./kind.ts";
import { readNinjs } from "./ninjs.ts";

/**
 * Superdesk's HTTP push: ninjs, signed by HMAC-SHA1 over the raw body. There is neither a time nor an id of the delivery.
 * Its uploads of assets are signed in the same way, over the whole form.
 */
export const superdesk: Kind = {
  async isSigned({ headers, bytes }, secrets) {
    const [, signature] = /^sha1=([\da-f]{40})$/i.exec(headers.get("x-superdesk-signature") ?? "") ?? [];
    return signature !== undefined && (await isSignedBy("SHA-1", { secrets, bytes, signature }));
  },
  deliveryId: () => null,
  read: (payload, { now }) => readNinjs(payload, now),
};
