import { calls } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';
import { isBounded, mayCall } from './expect';
import { leastInput, namedThings } from './input';
import { CANARY, SHARED, type Ids } from './objects';
import type { Principal } from './principals';

/** What a call answered, as far as the matrix looks at it. */
export interface Answer {
  readonly ok: boolean;
  readonly code: string;
  /** The whole answer as text. */
  readonly text: string;
}
/** Where the matrix is played: in memory, or over the real gateways. */
export interface Stage {
  send(who: Principal, spec: CallSpec, input: Record<string, unknown>): Promise<Answer>;
  /** Equal when nothing but the audit log changed. */
  fingerprint(): Promise<string>;
  /** Back to the beginning, after something was changed. */
  restore(): Promise<void>;
}
export interface Sides {
  readonly own: Ids;
  readonly foreign: Ids;
  /** Who owns what as a shopper, by the principal's name. */
  readonly buyers: Readonly<Record<string, 'own' | 'foreign'>>;
}
export interface Outcome {
  readonly cells: number;
  readonly calls: number;
  /** Calls with a cell for every principal. */
  readonly covered: number;
  readonly refused: number;
  /** Calls that did their work for somebody, on a thing of their own. */
  readonly worked: readonly string[];
  readonly broken: readonly string[];
}

const OF_SHOP =
  'storeId orderId caseId transferId replenishId alertId topUpId requestNo campaignId settlementId templateId staffId'.split(
    ' ',
  );
const OF_SHOPPER = ['orderId', 'caseId', 'couponId', 'addressId', 'topUpId'];

/** Calls whose very purpose reaches beyond the own shop, and why. */
const BEYOND: Readonly<Record<string, string>> = {
  receiveReturn: 'goods may come back in whichever shop; the case is shown by its code',
};

/** Answers as anybody sees them: ids that were asked for and trace ids aside. */
const plain = (answer: Answer, ids: readonly string[]): string =>
  ids.reduce((text, id) => text.replaceAll(id, '·'), answer.text).replace(/"traceId":"[^"]*"/, '');

/**
 * Every function × every principal × things of the own side, of the other side, of the other side inside the own
 * shop, and absent ones. A contract's new call is in it by itself.
 */
export async function runMatrix(
  stage: Stage,
  people: readonly Principal[],
  sides: Sides,
  only?: (spec: CallSpec) => boolean,
): Promise<Outcome> {
  const broken: string[] = [];
  const worked = new Set<string>();
  let cells = 0;
  let refused = 0;
  let covered = 0;
  let asked = 0;
  const specs = (Object.values(calls) as CallSpec[]).filter((spec) => only?.(spec) ?? true);

  for (const spec of specs) {
    const say = (who: Principal, what: string) =>
      broken.push(`${spec.name} × ${who.name}: ${what}`);
    for (const who of people) {
      const before = await stage.fingerprint();
      /** One cell: what was answered; a refusal leaves everything as it was. */
      const play = async (ids: Ids, what: string): Promise<Answer & { changed: boolean }> => {
        cells += 1;
        asked += 1;
        const requestId = `authz-${String(asked).padStart(16, '0')}`;
        const input = { ...leastInput(spec, ids, requestId), ...who.forged };
        const answer = await stage.send(who, spec, input);
        if (!answer.ok) refused += 1;
        const changed = (await stage.fingerprint()) !== before;
        if (changed) await stage.restore();
        if (changed && !answer.ok) say(who, `refused (${answer.code}) and yet changed: ${what}`);
        if (answer.code === 'INTERNAL') say(who, `failed: ${what} ${answer.text}`);
        return { ...answer, changed };
      };

      const open = mayCall(spec, who);
      const owner = sides.buyers[who.name];
      const mine = owner === 'foreign' ? sides.foreign : sides.own;
      const own = await play(mine, 'own');
      const closed = own.code === 'NOT_ALLOWED' || own.code === '403';
      if (open && closed && !own.text.includes('message')) say(who, 'should be let in');
      if (!open) {
        if (!closed) say(who, `let in: ${own.text.slice(0, 200)}`);
        const other = await play(sides.foreign, 'foreign');
        const absent = await play(absentOf(sides.own), 'absent');
        const seen = [own, other, absent].map((a) => plain(a, idsOf(sides)));
        if (new Set(seen).size > 1) say(who, 'refusals differ');
        continue;
      }
      if (own.ok) worked.add(spec.name);
      if (!isBounded(spec, who)) {
        await play(absentOf(sides.own), 'absent');
        continue;
      }
      // As a shopper somebody owns what they bought; shops are there for everybody.
      const asShopper = spec.who.some((w) => w === 'shopper' || w === 'anonymous');
      const theirs = owner === 'foreign' ? sides.own : sides.foreign;
      const things = namedThings(spec, mine).filter((key) =>
        (asShopper ? OF_SHOPPER : OF_SHOP).includes(key),
      );
      const swap = (from: Ids, keys: readonly string[]): Ids => ({
        ...mine,
        ...Object.fromEntries(keys.map((key) => [key, from[key] ?? ''])),
      });
      const pairs = [things, things.filter((key) => key !== 'storeId')].filter(
        (keys, i, all) => keys.length > 0 && (i === 0 || keys.length < (all[0]?.length ?? 0)),
      );
      if (owner !== 'foreign' && own.text.includes(CANARY)) say(who, 'sees the other side');
      for (const keys of pairs) {
        const other = await play(swap(theirs, keys), `foreign ${keys.join()}`);
        const absent = await play(swap(absentOf(mine), keys), `absent ${keys.join()}`);
        if (other.ok && other.changed) say(who, `changed the other side's ${keys.join()}`);
        if (owner !== 'foreign' && other.text.includes(CANARY))
          say(who, `sees the other side's ${keys.join()}`);
        const [a, b] = [other, absent].map((answer) => plain(answer, idsOf(sides)));
        if (a !== b && BEYOND[spec.name] === undefined)
          say(who, `foreign and absent differ for ${keys.join()}: ${a} | ${b}`);
      }
    }
    covered += 1;
  }
  return {
    cells,
    calls: specs.length,
    covered,
    refused,
    worked: [...worked].toSorted(),
    broken,
  };
}

/** The same with ids of nothing; what both sides share stays. */
const absentOf = (ids: Ids): Ids =>
  Object.fromEntries(
    Object.entries(ids).map(([key, id]) => [
      key,
      SHARED[key] === undefined ? `absent-${key.toLowerCase()}` : id,
    ]),
  );
/** The longest first: one may be the beginning of another. */
const idsOf = ({ own, foreign }: Sides): string[] =>
  [own, foreign, absentOf(own)]
    .flatMap((ids) => Object.values(ids))
    .toSorted((a, b) => b.length - a.length);
