import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { differences } from '#shared/domain/membership/proof';
import { main as expirePoints } from '../../../cloudfunctions/assets/expirePoints';
import { main as maturePoints } from '../../../cloudfunctions/assets/maturePoints';
import { main as settleAssetPayments } from '../../../cloudfunctions/assets/settleAssetPayments';
import { main as settleLevels } from '../../../cloudfunctions/assets/settleLevels';
import { main as expireCoupons } from '../../../cloudfunctions/coupons/expireCoupons';
import type { FaultKind } from '../../../cloudfunctions/kit/db/memory/faults';
import { seeded } from '../../../cloudfunctions/kit/testing';
import { notify } from '../../../cloudfunctions/orders/payment/testing';
import { main as timeoutOrders } from '../../../cloudfunctions/orders/timeoutOrders';
import { checkWorld } from '../../../tests/invariants';
import { main as escalateSla } from '../../../cloudfunctions/aftersales/escalateSla';
import { allBack } from './afterSales';
import { AFTERWARDS, DEEDS, serveAll, type Deeds } from './deeds';
import { town, type Town } from './town';

const KINDS: readonly FaultKind[] = ['crashBefore', 'crashAfter', 'fail', 'lost'];
/** Timers of money; each may overlap itself and be cut off. */
const TIMERS = [
  timeoutOrders,
  settleAssetPayments,
  maturePoints,
  expirePoints,
  expireCoupons,
  settleLevels,
  escalateSla,
] as const;

export interface Size {
  readonly people: number;
  readonly waves: number;
  /** Faults at most. */
  readonly faults: number;
}
export const FULL: Size = { people: 5, waves: 4, faults: 4 };

/**
 * One random history over the real functions: waves of people acting at once, one database call a turn, with
 * crashes, lost answers, failed calls, callbacks that are late or doubled, timers that overlap, a clock that
 * jumps. Then everybody is healed: no faults, the company calls again, timers run. Returns what is broken.
 */
export async function moneyHistory(
  seed: number,
  size: Size,
  seen: (what: string) => void,
): Promise<string[]> {
  const random = seeded(seed);
  const place = town(seed, size.people, random, seen);
  const broken: string[] = [];
  const waves = async (deeds: Deeds, from: number, to: number): Promise<void> => {
    for (let wave = from; wave < to; wave += 1) {
      await act(place, deeds, wave < size.faults && random() < 0.8);
      broken.push(...checkWorld(place.world.db));
      place.world.clock.advance(place.upTo(2) * place.upTo(20) * MINUTE_MS);
      if (random() < 0.15) place.world.clock.advance(place.upTo(10) * DAY_MS);
    }
  };
  await waves(DEEDS, 0, size.waves);
  const [anybody] = place.people;
  if (anybody && random() < 0.6) {
    await serveAll(place, anybody);
    await waves(AFTERWARDS, 0, size.waves);
  }
  await heal(place);
  if (random() < 0.5) broken.push(...(await allBack(place)));
  await heal(place);
  const { db, pay } = place.world;
  broken.push(...checkWorld(db, { swept: true, pay }));
  for (const assets of db.rows('assets'))
    broken.push(
      ...differences(
        assets._id,
        assets,
        db.rows('ledgerTxns').filter(({ memberId }) => memberId === assets._id),
        db.rows('pointEntries').filter(({ memberId }) => memberId === assets._id),
      ).map((one) => `proof ${assets._id}: ${JSON.stringify(one)}`),
    );
  return [...new Set(broken)];
}

/** One to five people and a timer or two, all at once. */
async function act(place: Town, from: Deeds, faulty: boolean): Promise<void> {
  const { world, people, upTo, random, seen } = place;
  if (faulty) {
    world.db.faults.arm(1 + upTo(150), KINDS[upTo(KINDS.length - 1)] ?? 'lost');
    if (random() < 0.3) world.pay.failNext(upTo(3));
  }
  const deeds = Array.from({ length: 1 + upTo(4) }, () => pick(from, upTo));
  const timers = Array.from({ length: upTo(2) }, () => TIMERS[upTo(TIMERS.length - 1)]);
  await Promise.all([
    ...deeds.map(async (deed) => {
      const who = people[upTo(people.length - 1)];
      if (who) await deed(place, who);
    }),
    ...timers.map(async (timer) => {
      if (timer) await world.call(timer as typeof timeoutOrders, {}, world.as.timer());
    }),
  ]);
  if (world.db.faults.struck) seen('fault');
  world.db.faults.clear();
}

function pick(from: Deeds, upTo: (n: number) => number) {
  let at = upTo(from.reduce((sum, [, weight]) => sum + weight, 0) - 1);
  for (const [deed, weight] of from) {
    if (at < weight) return deed;
    at -= weight;
  }
  throw new RangeError('no deed');
}

/** The company calls until it is heard; every timer gets its turn, twice over. */
async function heal({ world }: Town): Promise<void> {
  world.pay.failNext(0);
  for (const [id, { state }] of world.pay.payments)
    if (state.state === 'SUCCESS') await notify(world, world.pay.callback(id));
  for (const pause of [3 * MINUTE_MS, 20 * MINUTE_MS, HOUR_MS]) {
    world.clock.advance(pause);
    for (const timer of TIMERS)
      await world.call(timer as typeof timeoutOrders, {}, world.as.timer());
  }
}
