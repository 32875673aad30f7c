import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import type { ShelfItem } from './shapes';

const SOURCES: Record<ShelfItem['priceSource'], string> = {
  list: '',
  store: '门店价',
  dynamic: '今日价',
  special: '店内特价',
  timed: '限时折扣',
  level: '会员价',
  card: '黑金价',
};

const HOT = new Set<ShelfItem['priceSource']>(['special', 'timed']);

/** What a person should know about a price and the stock, in a few characters. */
export function skuView(item: ShelfItem) {
  return {
    source: item.special?.reason ?? SOURCES[item.priceSource],
    /** The first rule that counts here, where only one thing can be said. */
    corner: item.special?.reason ?? item.priceTags[0]?.text ?? SOURCES[item.priceSource],
    tone: HOT.has(item.priceSource) ? 'tag-accent' : 'tag-brand',
    why: item.special ? specialText(item.special) : '',
    until: item.special ? untilText(item.special) : '',
    save: item.listPriceFen > item.priceFen ? money(item.listPriceFen - item.priceFen) : '',
    stock: item.stock === 'few' ? fewText(item.left) : '',
    out: item.stock === 'out',
    /** Never more than the shop has, where it told us. */
    most: item.left ?? 999,
  };
}

const fewText = (left: number | null): string => (left === null ? '库存紧张' : `仅剩 ${left}`);

type Special = NonNullable<ShelfItem['special']>;

const specialText = (special: Special): string => `${special.reason} · ${untilText(special)}`;

/** Short enough for a row of the shelf, where a tag already says that it is a special. */
function untilText({ until, left }: Special): string {
  const cap = left === null ? '' : ` · 限量剩 ${left}`;
  // A special that runs to the end of a day ends with that day.
  return `${shortTime(until).replace(' 23:59', '')} 截止${cap}`;
}
