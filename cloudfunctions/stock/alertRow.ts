import { daysLeft } from '#shared/domain/alerts';
import type { AlertDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

/** Alerts with the names a person needs. Two reads, whatever their number. */
export async function alertRows(db: Ctx['db'], alerts: readonly AlertDoc[]) {
  const [skus, stores] = await Promise.all([
    byId(
      db,
      'skus',
      alerts.map(({ skuId }) => skuId),
    ),
    byId(
      db,
      'stores',
      alerts.map(({ storeId }) => storeId),
    ),
  ]);
  return alerts.map((alert) => row(alert, skus.get(alert.skuId), stores.get(alert.storeId)));
}

const row = (alert: AlertDoc, sku: SkuDoc | undefined, store: StoreDoc | undefined) => ({
  alertId: alert._id,
  storeId: alert.storeId,
  storeName: store?.name ?? '',
  skuId: alert.skuId,
  title: sku?.title ?? '（商品已删除）',
  spec: sku?.spec ?? '',
  level: alert.level,
  status: alert.status,
  projected: alert.projected,
  safety: alert.safety,
  perDay: alert.perDay,
  daysLeft: daysLeft(alert.projected, alert.perDay),
  firstAt: alert.firstAt,
  lastAt: alert.lastAt,
  help: alert.help,
});
