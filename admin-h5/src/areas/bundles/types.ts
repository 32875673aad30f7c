import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Bundle = Out<Calls['listBundles']>['items'][number];
export interface Part {
  readonly skuId: string;
  readonly qty: number;
}

/** A code of the chain's own: 29, ten digits by chance, the check digit of EAN-13. */
export function inStoreCode(): string {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint32Array(2));
  const body = `29${String(a % 100_000).padStart(5, '0')}${String(b % 100_000).padStart(5, '0')}`;
  const odd = [...body].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (odd % 10)) % 10}`;
}
