import { topUpRefund } from '#shared/domain/membership/topUp';
import type { AssetDoc, MemberDoc, TopUpDoc } from '#shared/model/docs';
import { customerName } from './assetView';

/** What giving a top-up back would do now; null when nothing of its money is left, or an unpaid order holds some. */
export function backOf(topUp: TopUpDoc, assets: AssetDoc | undefined) {
  const lot = assets?.wallet.lots.find(({ topUpId }) => topUpId === topUp._id);
  if (topUp.status !== 'done' || !assets || !lot || holdsMoney(assets)) return null;
  const back = topUpRefund({
    payFen: topUp.payFen,
    bonusFen: topUp.bonusFen,
    principalLeftFen: lot.principalFen,
    bonusLeftFen: lot.bonusFen,
  });
  return back.refundFen > 0 ? back : null;
}

/** While an unpaid order holds money it is open which top-up will pay for it. */
export const holdsMoney = ({ holds }: Pick<AssetDoc, 'holds'>): boolean =>
  holds.some(({ principalFen, bonusFen }) => principalFen + bonusFen > 0);

export function topUpView(
  topUp: TopUpDoc,
  about: {
    readonly member: MemberDoc | undefined;
    readonly assets: AssetDoc | undefined;
    readonly storeName: string;
  },
) {
  return {
    topUpId: topUp._id,
    memberId: topUp.memberId,
    customer: customerName(about.member),
    storeId: topUp.storeId,
    storeName: about.storeName,
    via: topUp.via,
    payFen: topUp.payFen,
    bonusFen: topUp.bonusFen,
    status: topUp.status,
    at: topUp.doneAt ?? topUp.createdAt,
    by: topUp.by === 'shopper' ? '' : topUp.by,
    tillRef: topUp.tillRef,
    refundFen: topUp.refundFen,
    back: backOf(topUp, about.assets),
  };
}
