import { NO_SALES, type SalesDay } from '#shared/domain/board';
import { money } from '#shared/domain/money';
import type { SalesDayDoc } from '#shared/model/docs';
import { calm, raise } from '../../assets/nightly/alarms';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { countDay } from './countDay';

const FIGURES = ['salesFen', 'orders', 'refundFen', 'pieces', 'costFen'] as const;
const NAMES: Readonly<Record<(typeof FIGURES)[number], string>> = {
  salesFen: '销售额',
  orders: '支付订单',
  refundFen: '退款',
  pieces: '件数',
  costFen: '成本',
};

export const keyOf = (storeId: string, day: string): string => `${storeId}:${day}`;
/** The alarm of a shop's day closes when the two agree again. */
export const calmDay = (ctx: Pick<Ctx, 'db' | 'now'>, storeId: string, day: string) =>
  calm(ctx, { kind: 'sales', key: keyOf(storeId, day) });

/** Every shop of a closed day: the sales book against its orders. Returns how many were looked at and differ. */
export async function compareDay(
  ctx: Pick<Ctx, 'db' | 'now' | 'log'>,
  day: string,
): Promise<{ shops: number; wrong: number }> {
  const [truth, books, stores] = await Promise.all([
    countDay(ctx.db, day),
    readAll(ctx.db, 'salesDays', { day }),
    readAll(ctx.db, 'stores', {}, { only: ['name'] }),
  ]);
  const nameOf = new Map(stores.map(({ _id, name }) => [_id, name]));
  const ids = new Set([...truth.keys(), ...books.map(({ storeId }) => storeId)]);
  let wrong = 0;
  for (const storeId of ids) {
    const book = books.find((one) => one.storeId === storeId);
    const differs = difference(truth.get(storeId) ?? NO_SALES, book);
    if (differs.length === 0) {
      await calmDay(ctx, storeId, day);
      continue;
    }
    wrong += 1;
    const text = `${nameOf.get(storeId) ?? storeId} ${day} 销售汇总与逐单重算不一致：${differs.join('；')}`;
    await raise(ctx, { kind: 'sales', key: keyOf(storeId, day), text });
  }
  return { shops: ids.size, wrong };
}

/** Both numbers of each figure that differs; what came from a file has no orders and is taken off. */
function difference(truth: SalesDay, book: SalesDayDoc | undefined): string[] {
  return FIGURES.flatMap((figure) => {
    const told = (book?.[figure] ?? 0) - (book?.base?.[figure] ?? 0);
    const show = figure.endsWith('Fen') ? money : String;
    return told === truth[figure]
      ? []
      : [`${NAMES[figure]} 汇总 ${show(told)}，重算 ${show(truth[figure])}`];
  });
}
