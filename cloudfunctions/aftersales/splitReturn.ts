import type { Received, ReceivedGifts } from '#shared/contracts/afterSalesDesk';
import { sum } from '#shared/domain/money';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { AfterSaleDoc } from '#shared/model/docs';

interface Goods {
  readonly skuId: string;
  readonly qty: number;
}

/** Which pieces were taken back and which were not; null when the numbers are not those of the case. */
export function splitUnits(doc: AfterSaleDoc, lines: Received) {
  const taken: UnitRef[] = [];
  const refused: UnitRef[] = [];
  const good: Goods[] = [];
  const byLine = { taken: new Map<string, number>(), damaged: new Map<string, number>() };
  if (lines.length !== doc.lines.length) return null;
  for (const { lineId, skuId, at, units } of doc.lines) {
    const said = lines.find((line) => line.lineId === lineId);
    if (!said || said.sellable + said.damaged + said.refused !== units.length) return null;
    const back = said.sellable + said.damaged;
    taken.push(...units.slice(0, back).map((unit) => ({ line: at, unit })));
    refused.push(...units.slice(back).map((unit) => ({ line: at, unit })));
    good.push({ skuId, qty: said.sellable });
    byLine.taken.set(lineId, back);
    byLine.damaged.set(lineId, said.damaged);
  }
  return { taken, refused, good, byLine };
}

/** What came along of the gifts that fall due; null when the numbers are not those of the case. */
export function splitGifts({ gifts = [] }: Pick<AfterSaleDoc, 'gifts'>, said: ReceivedGifts) {
  const due = gifts.filter(({ kept }) => !kept);
  if (said.length !== due.length) return null;
  const brought: Record<string, number> = {};
  const good: Goods[] = [];
  for (const { skuId, qty } of due) {
    const one = said.find((gift) => gift.skuId === skuId);
    if (!one || one.sellable + one.damaged + one.missing !== qty) return null;
    brought[skuId] = one.sellable + one.damaged;
    if (one.sellable > 0) good.push({ skuId, qty: one.sellable });
  }
  return { brought, good, missing: sum(said.map(({ missing }) => missing)) };
}
