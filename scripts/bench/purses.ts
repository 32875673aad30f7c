import { giveMoney, givePoints } from '../../cloudfunctions/assets/testing';
import { fullOff, putLive } from '../../cloudfunctions/campaigns/testing';
import { aTemplate, giveCoupon } from '../../cloudfunctions/coupons/testing';
import { memoryDb } from '../../cloudfunctions/kit/db/memory';
import type { Seal } from '../../cloudfunctions/kit/ports';
import { memberIdOf } from '../../cloudfunctions/kit/principal';
import type { WorldDocs } from '../seed/world';
import { STORE } from './shop';

const HAS = { principalFen: 200, bonusFen: 20, points: 100, couponFen: 100 };
const FILLED = [
  'campaigns',
  'promoBudgets',
  'couponTemplates',
  'couponClaims',
  'coupons',
  'assets',
  'topUps',
  'ledgerTxns',
  'pointEntries',
] as const;

/**
 * What an order of `--money` lives on: three campaigns in force everywhere (a rate, a second piece, money off
 * with a budget), and for each of these shoppers a coupon, points and money in the wallet.
 */
export function purses(seal: Seal, openids: readonly string[], now: number): WorldDocs {
  const db = memoryDb();
  const world = { db, clock: { now, advance() {} } };
  const off = fullOff('pr_off', {
    name: '满5减1',
    tiers: [{ fromFen: 500, fromQty: 0, offFen: 100 }],
  });
  const { tiers: _tiers, loops: _loops, ...rule } = off;
  const second = { type: 'nth', nth: 2, rateBp: 9_000, mixed: false } as const;
  const rate = {
    type: 'timed',
    rateBp: 9_800,
    priceFen: null,
    perOrder: null,
    leftBySku: {},
  } as const;
  putLive(world, 'ca_off', [{ ...off, budgetLeftFen: 100_000_000 }]);
  putLive(world, 'ca_second', [{ ...rule, ...second, id: 'pr_second', name: '第2件9折' }]);
  putLive(world, 'ca_rate', [{ ...rule, ...rate, id: 'pr_rate', name: '限时98折' }]);
  const template = aTemplate('tpl_bench', { name: '1元券', faceFen: HAS.couponFen });
  for (const openid of openids) {
    const memberId = memberIdOf(seal, openid);
    giveCoupon(world, memberId, template);
    giveMoney(world, memberId, HAS.principalFen, HAS.bonusFen, STORE);
    givePoints(world, memberId, HAS.points, { storeId: STORE });
  }
  return Object.fromEntries(
    FILLED.map((collection) => [collection, db.rows(collection)]),
  ) as WorldDocs;
}
