import { ref, shallowReactive, shallowRef, watch, type Ref } from 'vue';
import { call } from '../call';

/** Titles of products met so far, shared by all pickers of the page. */
const titles = shallowReactive(new Map<string, string>());
interface SkuPrice {
  readonly listPriceFen: number;
  readonly costFen: number;
}
const prices = shallowReactive(new Map<string, SkuPrice>());
const PAGE = 100;
/** Names are looked for on so many pages at most. */
const PAGES = 50;
let sought: Promise<void> | undefined;

async function page(query: string | undefined, at: number): Promise<string[] | null> {
  const answer = await call('listProducts', { query, page: at, size: PAGE });
  if (!answer.ok) return null;
  knowSkus(answer.data.items);
  return answer.data.items.map(({ skuId }) => skuId);
}
/** Reads on through the products until every wanted one has a name. */
async function learn(wanted: readonly string[]): Promise<void> {
  for (let at = 1; at <= PAGES && wanted.some((id) => !titles.has(id)); at += 1) {
    const got = await page(undefined, at);
    if (!got || got.length < PAGE) break;
  }
}

/** What a page knows already need not be looked for. */
export function knowSkus(
  items: readonly {
    skuId: string;
    title: string;
    spec: string;
    listPriceFen: number;
    costFen: number;
  }[],
): void {
  for (const { skuId, title, spec, listPriceFen, costFen } of items) {
    titles.set(skuId, `${title} ${spec}`.trim());
    prices.set(skuId, { listPriceFen, costFen });
  }
}

export interface Skus {
  /** What the last search found. */
  readonly found: Ref<readonly string[]>;
  readonly busy: Ref<boolean>;
  readonly titleOf: (skuId: string) => string;
  readonly priceOf: (skuId: string) => SkuPrice | undefined;
  readonly search: (text: string) => Promise<void>;
}

/** Products to choose from by a word, and the names of those chosen before. */
export function useSkus(chosen: () => readonly string[]): Skus {
  const found = shallowRef<readonly string[]>([]);
  const busy = ref(false);
  let asked = 0;
  watch(
    chosen,
    (ids) => {
      if (ids.every((id) => titles.has(id))) return;
      // One after the other: the second finds what the first has read.
      sought = (sought ?? Promise.resolve()).then(() => learn(chosen()));
    },
    { immediate: true },
  );
  async function search(text: string): Promise<void> {
    asked += 1;
    const mine = asked;
    busy.value = true;
    const ids = await page(text.trim().slice(0, 40) || undefined, 1);
    if (mine !== asked) return;
    busy.value = false;
    if (ids) found.value = ids;
  }
  return {
    found,
    busy,
    titleOf: (skuId) => titles.get(skuId) ?? skuId,
    priceOf: (skuId) => prices.get(skuId),
    search,
  };
}
