/** Twelve digits and their check digit (GS1: odd places once, even places three times). */
export function ean13(body: string): string {
  const weighed = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return `${body}${(10 - (weighed % 10)) % 10}`;
}
