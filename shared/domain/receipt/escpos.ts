import { COLUMNS, centred, widthOf } from './columns';
import type { SlipLine } from './slip';

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;

/** Text as the printer's character set has it (GBK); what it does not have becomes `?`. */
export type Encode = (text: string) => Uint8Array;

/**
 * ESC/POS of a slip: initialise, Chinese mode, the lines, cut. Barcodes are CODE128 (set B), QR codes model 2.
 * Source: Epson's ESC/POS command reference; every 58 mm printer sold in China takes this subset.
 */
export function escpos(lines: readonly SlipLine[], encode: Encode): Uint8Array {
  const bytes: number[] = [ESC, 0x40, FS, 0x26];
  const say = (text: string) => bytes.push(...encode(text), 0x0a);
  for (const { kind, text } of lines) {
    if (kind === 'barcode') bytes.push(...barcode(text));
    else if (kind === 'qr') bytes.push(...qr(text));
    else if (kind === 'feed') bytes.push(ESC, 0x64, 4, GS, 0x56, 0x42, 0);
    else if (kind === 'center') say(centred(text));
    else if (kind === 'big') {
      // Twice as wide and high where it fits, so it is centred in half the columns.
      const fits = widthOf(text) * 2 <= COLUMNS;
      if (fits) bytes.push(GS, 0x21, 0x11, FS, 0x21, 0x0c);
      say(fits ? centred(text, COLUMNS / 2) : centred(text));
      bytes.push(GS, 0x21, 0, FS, 0x21, 0);
    } else say(text);
  }
  return Uint8Array.from(bytes);
}

/** CODE128, human readable below, centred. */
function barcode(text: string): number[] {
  const data = [...`{B${text}`].map((char) => char.charCodeAt(0) & 0x7f);
  const centre = [ESC, 0x61, 1];
  const shape = [GS, 0x48, 2, GS, 0x68, 60, GS, 0x77, 1];
  return [...centre, ...shape, GS, 0x6b, 73, data.length, ...data, 0x0a, ESC, 0x61, 0];
}

function qr(text: string): number[] {
  const data = [...text].map((char) => char.charCodeAt(0) & 0x7f);
  const fn = (...rest: number[]) => [GS, 0x28, 0x6b, rest.length % 256, rest.length >> 8, ...rest];
  return [
    ESC,
    0x61,
    1,
    ...fn(0x31, 0x41, 0x32, 0),
    ...fn(0x31, 0x43, 6),
    ...fn(0x31, 0x45, 0x31),
    ...fn(0x31, 0x50, 0x30, ...data),
    ...fn(0x31, 0x51, 0x30),
    0x0a,
    ESC,
    0x61,
    0,
  ];
}
