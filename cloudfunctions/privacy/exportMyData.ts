import { exportMyData } from '#shared/contracts/privacy';
import { shortTime } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { contactOf } from '../orders/views/staffView';

const MOST = 500;

/** Everything kept about the caller, opened, with names people understand. Only ever to the caller. */
export const main = serve(exportMyData, async (_input, ctx) => {
  const { id } = shopperOf(ctx);
  const newest = { sort: { createdAt: -1 as const }, limit: MOST };
  const [member, book, assets, orders, coupons, cases] = await Promise.all([
    ctx.db.get('members', id),
    ctx.db.get('addressBooks', id),
    ctx.db.get('assets', id),
    ctx.db.find('orders', { memberId: id }, newest),
    ctx.db.find('coupons', { memberId: id }, { limit: MOST }),
    ctx.db.find('afterSales', { memberId: id }, newest),
  ]);
  const phone = member?.phone;
  const told = {
    说明: '本文件是连店保存的与你有关的全部个人信息，金额单位为分，时间为北京时间',
    生成时间: shortTime(ctx.now),
    会员: {
      编号: id,
      昵称: member?.nickname ?? '',
      手机号: phone
        ? ctx.seal.open({ collection: 'members', id, field: 'phone' }, phone)
        : '未绑定',
      注册时间: member ? shortTime(member.createdAt) : '',
    },
    收货地址: (book?.addresses ?? []).map((entry) => ({
      ...(JSON.parse(
        ctx.seal.open({ collection: 'addressBooks', id, field: entry.addressId }, entry.sealed),
      ) as object),
      标签: entry.tag,
      位置: entry.loc,
    })),
    储值与积分: assets
      ? {
          本金: assets.wallet.principalFen,
          赠送金: assets.wallet.bonusFen,
          积分: assets.points.lots.reduce((n, lot) => n + lot.qty, 0),
          会员等级: assets.levelId,
        }
      : null,
    优惠券: coupons.map(({ _id, status, claimedAt, validTo }) => ({
      编号: _id,
      状态: status,
      领取时间: shortTime(claimedAt),
      有效期至: shortTime(validTo),
    })),
    订单: orders.map((order) => ({
      订单号: order.no,
      下单时间: shortTime(order.createdAt),
      状态: order.status,
      商品: order.lines.map(({ title, qty }) => `${title} × ${qty}`),
      应付: order.totals.payableFen,
      备注: order.remark,
      收货信息: contactOf(ctx.seal, order),
    })),
    售后: cases.map(({ no, createdAt, kind, reason, note, status, refundFen }) => ({
      售后单号: no,
      申请时间: shortTime(createdAt),
      类型: kind,
      原因: reason,
      说明: note,
      状态: status,
      退款: refundFen,
    })),
  };
  return { asOf: ctx.now, text: JSON.stringify(told, null, 2) };
});
