import { listAlarms } from '#shared/contracts/hqMoney';
import { lt } from '../kit/conditions';
import { serve } from '../kit/serve';

const PAGE = 50;

/** What a person has to look at in the books, the latest first. */
export const main = serve(listAlarms, async ({ status, cursor }, ctx) => {
  const found = await ctx.db.find(
    'alarms',
    { status, ...(cursor === undefined ? {} : { lastAt: lt(Number(cursor)) }) },
    { sort: { lastAt: -1, _id: 1 }, limit: PAGE + 1 },
  );
  const shown = found.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    items: shown.map(({ _id, kind, key, text, status: state, firstAt, lastAt }) => ({
      alarmId: _id,
      kind,
      key,
      text,
      status: state,
      firstAt,
      lastAt,
    })),
    ...(found.length > PAGE && last ? { next: String(last.lastAt) } : {}),
  };
});
