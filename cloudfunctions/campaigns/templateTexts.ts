import { compile } from '#shared/domain/campaigns/compile';
import { ruleText } from '#shared/domain/campaigns/ruleText';
import type { CampaignTemplate } from '#shared/domain/campaigns/templates';

const NOWHERE_YET = {
  id: '',
  version: 0,
  place: { storeIds: [], storeTags: [], regionIds: [] },
  from: 0,
  until: 0,
  ownerStoreId: null,
  gift: () => ({ title: '', listedFen: 0 }),
};

/** The rules of a template in words. */
export const textsOf = ({ rules }: CampaignTemplate): string[] =>
  rules.map((form) => ruleText(compile(form, NOWHERE_YET)));
