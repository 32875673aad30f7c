/**
 * Subscribe messages by our names, with the title people read when they are asked for leave to send them.
 * The titles are those of the templates to choose in WeChat's console.
 */
export const NOTICES = {
  newOrder: '新订单提醒',
  orderReady: '取货与配送提醒',
  orderCancelled: '订单取消提醒',
  caseOpened: '售后申请提醒',
  caseProgress: '售后进度提醒',
  cardEnding: '会员卡到期提醒',
} as const;
export type NoticeName = keyof typeof NOTICES;
