import { KIND_TEXT, type Kind, type Reason } from '#shared/domain/aftersales/policy';
import { money } from '#shared/domain/money';
import type { RefundPreview } from '../../../services/shapes';

const HINT: Readonly<Record<Kind, string>> = {
  refundOnly: '商品不用退回',
  return: '带到任意一家门店或寄回，验收后退款',
  exchange: '换同款新的，到店当面换，不退钱',
};

/** Ways a reason allows, the simplest first. */
export const kindsOf = ({ reasons }: RefundPreview, reason: Reason) =>
  (reasons.find((one) => one.reason === reason)?.kinds ?? []).map((kind) => ({
    kind,
    text: KIND_TEXT[kind],
    hint: HINT[kind],
  }));

/** Where the money and the points go. */
export function backText(refund: NonNullable<RefundPreview['refund']>): string {
  const { providerFen, walletFen, freightFen, pointsBack, pointsTaken, giftFen } = refund;
  return [
    providerFen > 0 ? `微信退回 ${money(providerFen)}` : '',
    walletFen > 0 ? `余额退回 ${money(walletFen)}` : '',
    freightFen > 0 ? `含运费 ${money(freightFen)}` : '',
    pointsBack > 0 ? `返还用掉的 ${pointsBack} 积分` : '',
    giftFen > 0 ? `已扣留下的赠品 ${money(giftFen)}` : '',
    pointsTaken > 0 ? `扣回获得的 ${pointsTaken} 积分` : '',
  ]
    .filter(Boolean)
    .join('，');
}
