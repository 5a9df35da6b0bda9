/** Reads a body of at most `limitBytes`; a larger one comes back as a stream, nothing lost. */
export async function readBody(
  response: Response,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  const { body } = response;
  if (!body) return new Uint8Array(0);
  if (Number(response.headers.get("content-length")) > limitBytes) return body;
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    bytes += next.value.byteLength;
    if (bytes > limitBytes) return resume(chunks, reader);
  }
  return join(chunks, bytes);
}

function join(chunks: Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function resume(
  read: Uint8Array[],
  rest: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = read.shift() ?? (await rest.read()).value;
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
    cancel(reason) {
      return rest.cancel(reason);
    },
  });
}
