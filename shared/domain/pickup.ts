/** Digits of a pick-up code. */
export const CODE_LENGTH = 10;

/**
 * Ten digits out of a secret text (an HMAC of the order): unguessable, and the same each time it is
 * computed, so a transaction may run again. Horner's rule modulo 10^10 stays below 2^53.
 */
export function pickupDigits(secret: string): string {
  const size = 10 ** CODE_LENGTH;
  let value = 0;
  for (const char of secret) value = (value * 131 + char.charCodeAt(0)) % size;
  return String(value).padStart(CODE_LENGTH, '0');
}

/** What a person typed or a scanner read, without spaces and dashes. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '');
