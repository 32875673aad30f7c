/** A body of `multipart/form-data` as the SDKs send it: binary parts stay bytes, the others become text. */
export const readMultipart = (
  body: Buffer,
  contentType: string,
): Record<string, string | Buffer> => {
  const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2];
  if (!boundary) throw new Error('multipart body without a boundary');
  const parts: Record<string, string | Buffer> = {};
  for (let at = 0; ;) {
    const start = body.indexOf(`--${boundary}`, at);
    const head = start < 0 ? -1 : body.indexOf('\r\n\r\n', start);
    const end = head < 0 ? -1 : body.indexOf(`\r\n--${boundary}`, head + 2);
    if (end < 0) return parts;
    const headers = body.subarray(start, head).toString();
    const content = body.subarray(head + 4, Math.max(end, head + 4));
    const name = /name="([^"]+)"/.exec(headers)?.[1];
    if (name) parts[name] = /octet-stream/i.test(headers) ? content : content.toString();
    at = end + 2;
  }
};
