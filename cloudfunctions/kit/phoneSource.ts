import type { Phones } from './ports';

let source: Phones | undefined;

/** Called by `phones.ts`, which a function that asks for phone numbers imports. */
export function providePhones(phones: Phones): void {
  source = phones;
}

/** Whatever was provided: wx-server-sdk is half a megabyte most functions do without. */
export const providedPhones: Phones = {
  of(code) {
    if (!source) throw new Error("a function that asks for phone numbers imports 'kit/phones'");
    return source.of(code);
  },
};
