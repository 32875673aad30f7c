/** Where a case stands. `refunded`: the money is on its way, the refund's own record says how far. */
export const CASE_STATUSES = [
  'applied',
  'confirming',
  'appealed',
  'awaitingReturn',
  'refunded',
  'exchanged',
  'rejected',
  'returnRefused',
  'withdrawn',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const STATUS_TEXT: Readonly<Record<CaseStatus, string>> = {
  applied: '待处理',
  confirming: '待复核',
  appealed: '申诉中',
  awaitingReturn: '待退回',
  refunded: '已退款',
  exchanged: '已换货',
  rejected: '未通过',
  returnRefused: '退货未通过',
  withdrawn: '已撤销',
};

/** Pieces of an open case belong to it: no other case may name them. */
export const OPEN: readonly CaseStatus[] = ['applied', 'confirming', 'appealed', 'awaitingReturn'];
/** A person has to decide. */
export const UNDECIDED: readonly CaseStatus[] = ['applied', 'confirming', 'appealed'];
export const isOpen = (status: CaseStatus): boolean => OPEN.includes(status);
export const isUndecided = (status: CaseStatus): boolean => UNDECIDED.includes(status);
export const mayWithdraw = isOpen;

/** Days replacements are kept for a shopper who has not come yet; then they are for sale again. */
export const SWAP_DAYS = 15;

/** Epoch ms a refused shopper has to appeal. */
export const APPEAL_DAYS = 7;

export type Desk = 'service' | 'storeManager' | 'hq';
export const DESK_TEXT: Readonly<Record<Desk, string>> = {
  service: '门店客服',
  storeManager: '店长',
  hq: '总部',
};

/** The first desk that may approve; appeals are looked at by HQ whatever the amount. */
export function deskOf(
  status: CaseStatus,
  fen: number,
  { serviceFen, managerFen }: { serviceFen: number; managerFen: number },
): Desk {
  if (status === 'appealed' || status === 'confirming' || fen > managerFen) return 'hq';
  return fen > serviceFen ? 'storeManager' : 'service';
}

/** Whether a desk may approve what another one is the first for. */
const RANK: Readonly<Record<Desk, number>> = { service: 0, storeManager: 1, hq: 2 };
export const reaches = (desk: Desk, needed: Desk): boolean => RANK[desk] >= RANK[needed];
