import * as z from 'zod';
import { defineCall, defineTimer } from './kit';
import { Count, RequestId, Time } from './shapes';

/** What the law gives a person over the data about them (个人信息保护法 44–47). */
const mine = { context: 'privacy', deploy: 'identity', who: ['shopper'] } as const;

export const exportMyData = defineCall('exportMyData', {
  ...mine,
  title: '导出我的个人信息',
  input: z.object({}),
  output: z.object({
    asOf: Time,
    /** Readable JSON of everything kept about the person. */
    text: z.string(),
  }),
});

export const deleteMyAccount = defineCall('deleteMyAccount', {
  ...mine,
  title: '注销账号',
  once: true,
  input: z.object({ requestId: RequestId, confirm: z.literal('注销') }),
  output: z.object({ deletedAt: Time }),
  errors: {
    OPEN_ORDERS: '还有没完成的订单，请等订单完成或取消后再注销',
    OPEN_CASES: '还有处理中的售后，请等处理完再注销',
    WALLET_LEFT: '储值里还有钱，请先用完或到充值门店退款后再注销',
    IS_STAFF: '这个微信还绑定着店员身份，请店长先收回权限再注销',
  },
});

/** After a new data key was put in front: seals everything anew, so that the old key can be thrown away. */
export const rotateKeys = defineTimer('rotateKeys', {
  context: 'privacy',
  deploy: 'nightlyMoney',
  title: '换密钥：重新加密个人信息',
  cron: '0 5,15,25,35,45,55 2 * * * *',
  timeoutS: 60,
  output: z.object({ looked: Count, sealed: Count, more: z.boolean() }),
});
