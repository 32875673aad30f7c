import { DEFAULT_POLICY, POLICY_KEY } from '#shared/domain/aftersales/policy';
import type { Promotion } from '#shared/domain/pricing/promotion';
import { giveCard, giveMoney, givePoints } from '../../../cloudfunctions/assets/testing';
import { fullOff, putLive } from '../../../cloudfunctions/campaigns/testing';
import { aTemplate, giveCoupon } from '../../../cloudfunctions/coupons/testing';
import {
  STORE,
  aSku,
  shelve,
  shopWorld,
  type ShopWorld,
} from '../../../cloudfunctions/orders/testing';
import type { Caller } from '../../../cloudfunctions/kit/testing';
import { newMember } from '../../../cloudfunctions/members/newMember';
import type { OrderDoc, SettingDoc } from '../../../shared/model/docs';
import { scheduler } from '../scheduler';

export interface Town {
  readonly world: ShopWorld;
  readonly people: readonly Caller[];
  readonly cashier: Caller;
  readonly random: () => number;
  /** A whole number from 0 to `n`. */
  readonly upTo: (n: number) => number;
  readonly seen: (what: string) => void;
}

/**
 * A small shop with everything about money in it: few pieces, a special for two of them, a box of two teas, a
 * present, campaigns with budgets for two or three orders, coupons of every kind, members with some of each.
 */
export function town(seed: number, people: number, random: () => number, seen: Town['seen']): Town {
  const upTo = (n: number): number => Math.floor(random() * (n + 1));
  const world = shopWorld({ pieces: 6, seed, point: scheduler(random) });
  const special = { priceFen: 1_100, from: 0, until: 4e12, reason: '临期', cap: 2 };
  shelve(world, STORE, aSku('cake', 2_000), 4, { listing: { special } });
  shelve(world, STORE, aSku('milk', 777), 9);
  shelve(world, STORE, aSku('cup', 900), 2);
  shelve(world, STORE, aSku('box', 2_100, { components: [{ skuId: 'tea', qty: 2 }] }), 0);
  const { db } = world;
  putLive(world, 'ca_1', campaigns());
  // Some chains pay small cases back without a person.
  if (upTo(1)) db.put('settings', machinePays());
  const members = Array.from({ length: people }, (_, i) => world.as.shopper(`p${i}`));
  for (const who of members) endow(world, who, upTo);
  const cashier = world.as.staff({ roles: ['cashier'], storeId: STORE, name: '小周' });
  return { world, people: members, cashier, random, upTo, seen };
}

const machinePays = (): SettingDoc => ({
  _id: POLICY_KEY,
  value: { ...DEFAULT_POLICY, auto: { ...DEFAULT_POLICY.auto, on: true, maxFen: 1_500 } },
  version: 1,
});

/** Who placed an order, to act as again. */
export function ownerOf({ db, seal, as }: ShopWorld, { memberId }: OrderDoc): Caller | undefined {
  const member = db.row('members', memberId);
  if (!member) return undefined;
  const place = { collection: 'members', id: member._id, field: 'openid' } as const;
  return as.shopper(seal.open(place, member.openid));
}

function campaigns(): Promotion[] {
  const { tiers: _tiers, loops: _loops, type: _type, ...rest } = fullOff('pr_gift');
  const gifts = [{ skuId: 'cup', title: '商品 cup', qty: 1, listedFen: 900, left: null }];
  const tiers = [{ fromFen: 3_000, fromQty: 0, offFen: 333 }];
  return [
    fullOff('pr_full', { tiers, loops: 2, budgetLeftFen: 1_000, name: '满30减3.33' }),
    {
      ...rest,
      name: '满40送杯',
      type: 'fullGift',
      loops: 1,
      group: 'gift',
      tiers: [{ fromFen: 4_000, fromQty: 0, gifts }],
    },
    {
      ...rest,
      id: 'pr_timed',
      name: '牛奶九折',
      type: 'timed',
      rateBp: 9_000,
      priceFen: null,
      perOrder: 2,
      leftBySku: {},
      scope: { ...rest.scope, goods: { ...rest.scope.goods, skuIds: ['milk'] } },
      budgetLeftFen: 400,
    },
  ];
}

function endow(world: ShopWorld, who: Caller, upTo: Town['upTo']): void {
  const { db, seal, clock } = world;
  const openid = who.identity.openid ?? '';
  db.put('members', newMember({ seal, now: clock.now }, { id: who.id, openid }));
  if (upTo(1)) giveMoney(world, who.id, 100 * upTo(40), 10 * upTo(40), upTo(1) ? STORE : 's2');
  if (upTo(1)) givePoints(world, who.id, 1 + upTo(300));
  if (upTo(4) === 0) giveCard(world, who.id);
  const kinds = [
    aTemplate('five'),
    aTemplate('rate', { type: 'percent', rateBp: 8_800, capFen: 400 }),
    aTemplate('from', {
      faceFen: 700,
      thresholdFen: 2_500,
      costShare: { hqBp: 3_333, storeBp: 6_667 },
    }),
    aTemplate('hello', { faceFen: 199, stackGroup: 'hello' }),
    aTemplate('swap', { type: 'exchange', exchange: { qty: 1, payFen: 1 }, skuIds: ['milk'] }),
  ];
  for (const template of kinds) if (upTo(2) === 0) giveCoupon(world, who.id, template);
}
