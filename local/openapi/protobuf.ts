/**
 * The two protobuf messages of the open API, by hand:
 * `CommApiData { 2: OpenApiData { 1: repeated { 1: key, 2: value (JSON) } } }` comes in,
 * `CommOpenApiResp { 1: respData, 2: contentType }` goes out.
 */

type Field = { readonly number: number; readonly bytes: Buffer };

const LENGTH_DELIMITED = 2;
const VARINT = 0;

const readVarint = (buffer: Buffer, at: number): [value: number, next: number] => {
  let value = 0;
  for (let shift = 0, i = at; i < buffer.length; shift += 7, i += 1) {
    const byte = buffer[i] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, i + 1];
  }
  throw new Error('protobuf: truncated number');
};

/** The length-delimited fields; numbers are skipped, other kinds do not occur in these messages. */
const readFieldsOf = (buffer: Buffer): Field[] => {
  const fields: Field[] = [];
  for (let at = 0; at < buffer.length;) {
    const [tag, start] = readVarint(buffer, at);
    const [value, next] = readVarint(buffer, start);
    const kind = tag % 8;
    if (kind !== LENGTH_DELIMITED && kind !== VARINT) throw new Error(`protobuf: kind ${kind}`);
    at = kind === LENGTH_DELIMITED ? next + value : next;
    if (kind === LENGTH_DELIMITED) {
      fields.push({ number: Math.floor(tag / 8), bytes: buffer.subarray(next, at) });
    }
  }
  return fields;
};

/** The arguments of an open API call: names and JSON texts. */
export const readArguments = (message: Buffer): Map<string, string> => {
  const pairs = readFieldsOf(message)
    .filter((field) => field.number === 2)
    .flatMap((data) => readFieldsOf(data.bytes).filter((field) => field.number === 1));
  return new Map(
    pairs.map((pair) => {
      const parts = new Map(readFieldsOf(pair.bytes).map((part) => [part.number, part.bytes]));
      return [parts.get(1)?.toString() ?? '', parts.get(2)?.toString() ?? ''];
    }),
  );
};

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];

const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([number * 8 + LENGTH_DELIMITED, ...varint(bytes.length)]), bytes]);

export const writeAnswer = (contentType: string, body: Buffer): Buffer =>
  Buffer.concat([field(1, body), field(2, Buffer.from(contentType))]);
