import { DEFAULT_POLICY, type CampaignPolicy } from '#shared/domain/campaigns/policy';
import type { SettingDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** `_id` in `settings`. */
export const POLICY = 'campaigns';
const FRESH_MS = 10_000;

/** The stored setting. Written by saveCampaignPolicy in exactly that shape, hence the cast. */
export const policyIn = (doc: SettingDoc | undefined): CampaignPolicy =>
  doc === undefined ? DEFAULT_POLICY : (doc.value as CampaignPolicy);

export const policyOf = (ctx: Pick<Ctx, 'cached' | 'db'>): Promise<CampaignPolicy> =>
  ctx.cached('campaignPolicy', FRESH_MS, async () =>
    policyIn(await ctx.db.get('settings', POLICY)),
  );
