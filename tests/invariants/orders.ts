import { sum } from '../../shared/domain/money';
import { ORDER_MOVES } from '../../shared/domain/order';
import type { OrderDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/** Steps only a counter sale makes. */
const AT_TILL = new Set(['payAtTill', 'takeAway', 'notPaid']);
const edges = (atTill: boolean) =>
  new Set(
    Object.entries(ORDER_MOVES)
      .filter(([name]) => !atTill || AT_TILL.has(name) || name === 'timeout')
      .filter(([name]) => atTill || !AT_TILL.has(name))
      .flatMap(([, { from, to }]) => from.map((status) => `${status}→${to}`)),
  );
const [EDGES, TILL_EDGES] = [edges(false), edges(true)];

export function brokenOrders(db: Rows): string[] {
  const orders = db.rows('orders').filter((order) => order.no !== '');
  const numbers = new Set(orders.map(({ no }) => no));
  const bad = numbers.size === orders.length ? [] : ['O1 two orders share a number'];
  return [...bad, ...orders.flatMap((order) => [...sums(order), ...life(order)])];
}

/** Parts add up to totals: lines, reductions, units. */
function sums({ _id, lines, totals }: OrderDoc): string[] {
  const bad: string[] = [];
  const claim = (ok: boolean, what: string) => ok || bad.push(`O1 order ${_id}: ${what}`);
  claim(sum(lines.map((l) => l.amountFen)) === totals.goodsFen, 'lines are not the goods');
  claim(
    sum(lines.map((l) => l.payFen)) + totals.freightFen === totals.payableFen,
    'lines and freight are not the payable',
  );
  claim(totals.payableFen >= 0, 'payable below zero');
  const { providerFen, principalFen, bonusFen } = totals.tender;
  claim(providerFen + principalFen + bonusFen === totals.payableFen, 'tender is not the payable');
  claim(Math.min(providerFen, principalFen, bonusFen) >= 0, 'a tender below zero');
  for (const line of lines) {
    claim(line.amountFen - line.reducedFen === line.payFen, `${line.lineId}: reduction`);
    claim(line.unitsFen.length === line.qty, `${line.lineId}: one share a unit`);
    claim(sum(line.unitsFen) === line.payFen, `${line.lineId}: units are not the line`);
    claim(
      new Set(line.unitsBack).size === line.unitsBack.length,
      `${line.lineId}: unit twice back`,
    );
    claim((line.picked ?? 0) <= line.qty, `${line.lineId}: picked too many`);
  }
  return bad;
}

/** History walks the declared edges only and ends where the order stands. */
function life({ _id, steps, status, channel }: OrderDoc): string[] {
  const bad = steps
    .slice(1)
    .map((step, at) => `${steps[at]?.status}→${step.status}`)
    .filter((edge) => !(channel === 'pos' ? TILL_EDGES : EDGES).has(edge))
    .map((edge) => `O1 order ${_id} went ${edge}`);
  const last = steps.at(-1)?.status;
  return last === status ? bad : [...bad, `O1 order ${_id} is ${status}, its history says ${last}`];
}
