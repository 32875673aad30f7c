import { getLedgerReport } from '#shared/contracts/hqMoney';
import { OWE_KINDS, type OweKind } from '#shared/domain/membership/ledger';
import { accountName } from '#shared/domain/membership/words';
import { sum } from '#shared/domain/money';
import { addDays } from '#shared/domain/time';
import type { LedgerDayDoc } from '#shared/model/docs';
import { between } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { storeNames } from './views/statement';

/** The books of some closed business days: totals by account, who owes whom, and how the proof stands. */
export const main = serve(getLedgerReport, async ({ from, to, book }, ctx) => {
  const [days, [last], job, openAlarms, members] = await Promise.all([
    readAll(ctx.db, 'ledgerDays', {
      day: between(from, addDays(to, 1)),
      ...(book === undefined ? {} : { book }),
    }),
    ctx.db.find('ledgerDays', { book: 'hq' }, { sort: { day: -1 }, limit: 1, only: ['day'] }),
    ctx.db.get('jobs', 'proveLedger'),
    ctx.db.count('alarms', { status: 'open' }),
    memberTotals(ctx),
  ]);
  const accounts = totals(days);
  const owed = owedOf(days);
  const names = await storeNames(
    ctx.db,
    owed.flatMap((line) => [line.from, line.to]),
  );
  return {
    from,
    closedTo: last?.day ?? null,
    accounts: accounts.map(([account, fen]) => ({ account, name: accountName(account), fen })),
    owed: owed.map((line) => ({
      from: names.get(line.from) ?? line.from,
      to: names.get(line.to) ?? line.to,
      kind: line.kind,
      text: OWE_KINDS[line.kind],
      fen: line.fen,
    })),
    txns: sum(days.map(({ txns }) => txns)),
    sumFen: sum(accounts.map(([, fen]) => fen)),
    members: members.own,
    proof: { at: job?.lastRunAt ?? null, members: members.count, openAlarms },
  };
});

function totals(days: readonly LedgerDayDoc[]): [string, number][] {
  const fen = new Map<string, number>();
  for (const { accounts } of days)
    for (const line of accounts) fen.set(line.account, (fen.get(line.account) ?? 0) + line.fen);
  return [...fen].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Debts only: each is somebody else's claim, which would say the same the other way round. */
function owedOf(days: readonly LedgerDayDoc[]) {
  const lines = new Map<string, { from: string; to: string; kind: OweKind; fen: number }>();
  for (const { book: from, owed } of days)
    for (const { to, kind, fen } of owed) {
      const key = `${from}|${to}|${kind}`;
      lines.set(key, { from, to, kind, fen: (lines.get(key)?.fen ?? 0) + fen });
    }
  return [...lines.values()].filter(({ fen }) => fen > 0).toSorted((a, b) => b.fen - a.fen);
}

/** What the chain owes its members now, held amounts included. */
async function memberTotals({ db, cached }: Pick<Ctx, 'db' | 'cached'>) {
  const docs = await cached('memberTotals', 60_000, () =>
    readAll(db, 'assets', {}, { only: ['wallet', 'points', 'holds'] }),
  );
  const own = { principalFen: 0, bonusFen: 0, points: 0, debt: 0 };
  for (const { wallet, points, holds } of docs) {
    own.principalFen += wallet.principalFen + sum(holds.map((hold) => hold.principalFen));
    own.bonusFen += wallet.bonusFen + sum(holds.map((hold) => hold.bonusFen));
    own.points += points.active + sum(holds.map((hold) => hold.points));
    own.debt += points.debt;
  }
  return { own, count: docs.length };
}
