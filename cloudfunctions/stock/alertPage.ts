import { decideAlert } from '#shared/domain/alerts';
import type { Coming } from '#shared/domain/alerts';
import { leadNeed, safetyFor } from '#shared/domain/outlook';
import type { AlertDoc, StockDoc } from '#shared/model/docs';
import { ne, oneOf } from '../kit/conditions';
import { Duplicate } from '../kit/ports';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { outlooksOf, supplyRules } from './outlooks';

interface Decided {
  readonly close: readonly string[];
  readonly write: readonly { alert: AlertDoc; before: AlertDoc | undefined; news: boolean }[];
}

/** What becomes of the alerts of these shelves: four reads, then only rules. */
export async function decidePage(
  { db, now, cached }: Pick<Ctx, 'db' | 'now' | 'cached'>,
  stock: readonly StockDoc[],
  coming: (storeId: string, skuId: string, inTransit: number) => Coming,
): Promise<Decided> {
  const ids = stock.map(({ _id }) => _id);
  const [listings, demand, alerts, outlook, rules] = await Promise.all([
    byId(db, 'listings', ids),
    byId(db, 'demand', ids),
    byId(db, 'alerts', ids),
    outlooksOf(
      { db, now },
      stock.map(({ storeId }) => storeId),
    ),
    supplyRules({ db, cached }),
  ]);
  const close: string[] = [];
  const write: { alert: AlertDoc; before: AlertDoc | undefined; news: boolean }[] = [];
  for (const { _id, storeId, skuId, available, inTransitIn, safety } of stock) {
    const seen = outlook(storeId, skuId, demand.get(_id));
    const { perDay } = seen;
    const before = alerts.get(_id);
    const step = decideAlert(now, before, {
      listed: listings.get(_id)?.onShelf === true,
      available,
      coming: coming(storeId, skuId, inTransitIn),
      safety: safetyFor(safety, seen, rules),
      perDay,
      leadNeed: leadNeed(seen, rules),
    });
    if (step.do === 'close') close.push(_id);
    if (step.do !== 'write') continue;
    const alert = { _id, storeId, skuId, perDay: round(perDay), lastAt: now, ...step.alert };
    write.push({ alert, before, news: step.news });
  }
  return { close, write };
}

const round = (perDay: number): number => Math.round(perDay * 100) / 100;

/** Writes at once at most this many. */
const WIDTH = 25;

/** Guarded by what was read: of two runs at once one writes, and only that one counts. */
export async function writePage(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { close, write }: Decided,
): Promise<{ opened: number; closed: number }> {
  const closed =
    close.length === 0
      ? 0
      : await db.updateWhere(
          'alerts',
          { _id: oneOf(close), status: ne('closed') },
          { set: { status: 'closed', snoozedUntil: null, lastAt: now } },
        );
  const fresh = write.filter(({ before }) => !before).map(({ alert }) => alert);
  let opened = await insertAll(db, fresh);
  const known = write.flatMap(({ alert, before, news }) =>
    before ? [{ alert, before, news }] : [],
  );
  for (let at = 0; at < known.length; at += WIDTH) {
    const results = await Promise.all(
      known.slice(at, at + WIDTH).map(async ({ alert: { _id, ...fields }, before, news }) => {
        const written = await db.update('alerts', _id, { set: fields }, guardOf(before));
        return written && news;
      }),
    );
    opened += results.filter((news) => news).length;
  }
  return { opened, closed };
}

/** One trip for all; where a run beside this one was quicker with some, one by one. */
async function insertAll(db: Ctx['db'], alerts: readonly AlertDoc[]): Promise<number> {
  if (alerts.length === 0) return 0;
  try {
    await db.insertMany('alerts', alerts);
    return alerts.length;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    let inserted = 0;
    for (const alert of alerts) if (await db.insert('alerts', alert)) inserted += 1;
    return inserted;
  }
}

/** A snooze set meanwhile wins, too. */
const guardOf = ({ status, lastAt, snoozedUntil }: AlertDoc) => ({ status, lastAt, snoozedUntil });
