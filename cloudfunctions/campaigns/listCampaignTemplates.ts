import { listCampaignTemplates } from '#shared/contracts/storeCampaigns';
import { TEMPLATES } from '#shared/domain/campaigns/templates';
import { serve } from '../kit/serve';
import { textsOf } from './templateTexts';

export const main = serve(listCampaignTemplates, async ({ forStores }) => ({
  items: TEMPLATES.filter((template) => template.forStores || !forStores).map((template) => ({
    key: template.key,
    name: template.name,
    what: template.what,
    days: template.days,
    boxes: template.boxes,
    ruleTexts: textsOf(template),
    plan: { rules: [...template.rules], page: { ...template.page, image: '' } },
  })),
}));
