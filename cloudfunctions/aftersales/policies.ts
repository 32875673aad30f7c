import {
  DEFAULT_POLICY,
  POLICY_KEY,
  type AfterSalesPolicy,
} from '#shared/domain/aftersales/policy';
import type { SettingDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** How old the policy a call goes by may be. */
const FRESH_MS = 10_000;

export interface InForce {
  readonly policy: AfterSalesPolicy;
  readonly version: number;
}

/** Written by saveAfterSalesPolicy in exactly that shape, hence the cast. Version 1 was never saved. */
export const policyIn = (doc: SettingDoc | undefined): InForce =>
  doc === undefined
    ? { policy: DEFAULT_POLICY, version: 1 }
    : { policy: doc.value as AfterSalesPolicy, version: doc.version };

/** The policy for what begins now; no read while warm. */
export const policyNow = (ctx: Pick<Ctx, 'cached' | 'db'>): Promise<InForce> =>
  ctx.cached(POLICY_KEY, FRESH_MS, async () => policyIn(await ctx.db.get('settings', POLICY_KEY)));

/** The policy an order was placed under. A version never changes, so it may be remembered for long. */
export const policyOf = (
  ctx: Pick<Ctx, 'cached' | 'db'>,
  version: number,
): Promise<AfterSalesPolicy> =>
  ctx.cached(`${POLICY_KEY}:${version}`, 3_600_000, async () => {
    if (version === 1) return DEFAULT_POLICY;
    const doc = await ctx.db.get('settings', `${POLICY_KEY}:${version}`);
    if (!doc) throw new Error(`no after-sales policy ${version}`);
    return policyIn(doc).policy;
  });
