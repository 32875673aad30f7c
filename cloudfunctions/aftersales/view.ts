import {
  DESK_TEXT,
  STATUS_TEXT,
  SWAP_DAYS,
  deskOf,
  isUndecided,
  mayWithdraw,
} from '#shared/domain/aftersales/flow';
import { KIND_TEXT, REASON_RULES } from '#shared/domain/aftersales/policy';
import { money, sum } from '#shared/domain/money';
import type { AfterSaleDoc, RefundDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import type { Ctx } from '../kit/ports';
import { appealOpen } from './appeals';
import { policyNow } from './policies';

/** Cases as people read them; one read for all their refunds. Lists do without the photos. */
export async function caseViews(
  ctx: Pick<Ctx, 'db' | 'cached' | 'now' | 'files'>,
  docs: readonly AfterSaleDoc[],
  { photos = false } = {},
) {
  const [refunds, { policy }, links] = await Promise.all([
    byId(
      ctx.db,
      'refunds',
      docs.flatMap(({ refundId }) => (refundId === null ? [] : [refundId])),
    ),
    policyNow(ctx),
    photos ? photoLinks(ctx, docs) : new Map<string, string>(),
  ]);
  return docs.map((doc) => {
    const paidBack = doc.refundId === null ? undefined : refunds.get(doc.refundId);
    const refund = refundState(paidBack);
    const desk = deskOf(doc.status, doc.askedFen, policy);
    const { _id: caseId, no, orderId, orderNo, storeId, storeName, customer, kind, note } = doc;
    const { status, askedFen, refundFen, level, respondBy, late, createdAt } = doc;
    const what = { caseId, no, orderId, orderNo, storeId, storeName, customer, kind, note };
    const where = { status, askedFen, refundFen, level, respondBy, createdAt, refund, desk };
    return {
      ...what,
      ...where,
      late: late || (respondBy !== null && respondBy < ctx.now),
      kindText: KIND_TEXT[kind],
      reasonText: REASON_RULES[doc.reason].text,
      statusText:
        kind === 'exchange' && status === 'awaitingReturn' ? '待换货' : STATUS_TEXT[status],
      photos: (doc.photos ?? []).flatMap((id) => links.get(id) ?? []),
      parcel: doc.parcel ?? null,
      gifts: doc.gifts ?? [],
      appealText: doc.appealText ?? '',
      says: sentence(doc, refund, paidBack?.cash === true),
      lines: doc.lines.map(({ components: _parts, at: _at, units, ...line }) => ({
        ...line,
        qty: units.length,
      })),
      pieces: sum(doc.lines.map(({ units }) => units.length)),
      deskText: DESK_TEXT[desk],
      approvals: doc.approvals.map(({ name, at }) => ({ name, at })),
      canWithdraw: mayWithdraw(status),
      canAppeal: appealOpen(doc, ctx.now),
      canSend: status === 'awaitingReturn' && kind === 'return',
      steps: doc.steps.toReversed(),
    };
  });
}

export async function caseView(ctx: Parameters<typeof caseViews>[0], doc: AfterSaleDoc) {
  const [view] = await caseViews(ctx, [doc], { photos: true });
  if (!view) throw new Error(`no view of ${doc._id}`);
  return view;
}

/** Links of all photos shown, in one trip; none where nobody took one. */
const photoLinks = (
  ctx: Pick<Ctx, 'files'>,
  docs: readonly AfterSaleDoc[],
): Promise<Map<string, string>> =>
  ctx.files.links(docs.flatMap(({ photos = [] }) => photos).slice(0, MOST_LINKS));
const MOST_LINKS = 50;

type Seen = 'pending' | 'done' | 'failed' | null;
const refundState = (refund: RefundDoc | undefined): Seen =>
  refund === undefined
    ? null
    : refund.status === 'sent' || refund.status === 'atTill'
      ? 'pending'
      : refund.status;

/** Where it stands, said to the shopper. */
function sentence(
  { status, kind, refundFen, decision, level, storeName, parcel }: AfterSaleDoc,
  refund: Seen,
  cash: boolean,
): string {
  if (isUndecided(status)) return level > 0 ? '已转总部处理，请稍等' : '门店正在处理，请稍等';
  if (status === 'awaitingReturn' && kind === 'exchange')
    return `换的货已在${storeName}留好，请在 ${SWAP_DAYS} 天内带商品到店换`;
  if (status === 'awaitingReturn')
    return parcel
      ? '商品正在寄回，门店验收后退款'
      : '已同意，请把商品带到任意一家门店，出示下面的退货码';
  if (status === 'exchanged') return '已换好，如有问题可以再次申请';
  if (status === 'refunded')
    return refund === 'pending'
      ? cash
        ? `${money(refundFen)} 退现金，请凭订单号到门店收银台领取`
        : `${money(refundFen)} 正在原路退回`
      : refund === 'failed'
        ? `${money(refundFen)} 退款遇到问题，正在重试`
        : `${money(refundFen)} 已原路退回`;
  return status === 'withdrawn' ? '你已撤销这次申请' : (decision?.text ?? '');
}
