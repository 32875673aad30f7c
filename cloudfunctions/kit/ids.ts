/** Crockford's base32: no I, L, O, U, so an id read aloud stays right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Base32 of bytes, most significant bit first; the last character is padded with zero bits. */
export function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET.charAt((value << (5 - bits)) & 31) : out;
}

/** Ten characters of epoch milliseconds: ids sort by the time they were made. */
function timePart(at: number): string {
  let rest = at;
  let out = '';
  for (let i = 0; i < 10; i += 1) {
    out = ALPHABET.charAt(rest % 32) + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** ULID: 48 bits of time, 80 of chance, 26 characters. */
export const ulid = (at: number, random: Uint8Array): string =>
  timePart(at) + base32(random.subarray(0, 10));
