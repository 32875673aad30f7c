import { templateOf } from '#shared/domain/campaigns/templates';
import type { CampaignRequestDoc, SkuDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import type { StoreNames } from './campaignRow';
import { textsOf } from './templateTexts';

const STATUS = {
  submitted: '等待总部答复',
  approved: '已批准',
  rejected: '未通过',
  withdrawn: '已撤回',
} as const;

/** Requests as both sides see them. */
export async function requestRows(
  { db }: Pick<Ctx, 'db'>,
  requests: readonly CampaignRequestDoc[],
  names: StoreNames,
) {
  const skus = await byId(
    db,
    'skus',
    requests.flatMap(({ skuIds }) => skuIds),
  );
  return requests.map((request) => requestRow(request, names, skus));
}

function requestRow(
  request: CampaignRequestDoc,
  names: StoreNames,
  skus: ReadonlyMap<string, SkuDoc>,
) {
  const { _id, storeId, title, budgetFen, from, until, reason, status, byName } = request;
  const template = templateOf(request.template);
  const { decided, campaignId, createdAt } = request;
  return {
    requestNo: _id,
    storeId,
    storeName: names.get(storeId) ?? '',
    title,
    templateName: template?.name ?? request.template,
    ruleTexts: template ? textsOf(template) : [],
    goods: goodsOf(request.skuIds, skus),
    budgetFen,
    from,
    until,
    reason,
    status,
    statusText: STATUS[status],
    byName,
    decided: decided && {
      name: decided.name,
      at: decided.at,
      note: decided.note,
      budgetFen: decided.budgetFen,
    },
    campaignId,
    createdAt,
  };
}

export const goodsOf = (
  skuIds: readonly string[],
  skus: ReadonlyMap<string, SkuDoc>,
): { skuId: string; title: string }[] =>
  skuIds.map((skuId) => ({ skuId, title: skus.get(skuId)?.title ?? '' }));
