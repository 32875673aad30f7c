const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
let counter = 0;

/**
 * One per intent, kept until answered: a retried tap is the same request. Uniqueness is all that is asked of
 * it (the server ties it to the person), so time, a counter and Math.random will do.
 */
export function newRequestId(): string {
  counter += 1;
  const random = Array.from(
    { length: 12 },
    () => ALPHABET[Math.floor(Math.random() * ALPHABET.length)] ?? 'A',
  ).join('');
  return `${Date.now().toString(36)}-${counter.toString(36)}-${random}`;
}
