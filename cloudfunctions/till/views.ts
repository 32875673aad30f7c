import type { CashMoveDoc, TillSessionDoc } from '#shared/model/docs';

/** A session as people see it; its money only once the drawer was counted, so that the count is blind. */
export const sessionView = (session: TillSessionDoc, storeName: string) => ({
  sessionId: session._id,
  storeId: session.storeId,
  storeName,
  tillNo: session.tillNo,
  cashierId: session.cashierId,
  cashier: session.cashier,
  status: session.status,
  openedAt: session.openedAt,
  floatFen: session.floatFen,
  sales: session.sales.count,
  figures:
    session.countedFen === null
      ? null
      : {
          cashSalesFen: session.sales.cashFen,
          wechatSalesFen: session.sales.wechatFen,
          walletSalesFen: session.sales.walletFen,
          expectedFen: session.cashFen,
          countedFen: session.countedFen,
          diffFen: session.diffFen,
        },
  countedAt: session.countedAt,
  countedBy: session.countedBy,
  reason: session.reason,
  leftFen: session.leftFen,
  handTo: session.handTo,
  closedAt: session.closedAt,
});

export const moveView = ({ _id, kind, fen, text, by, at }: CashMoveDoc) => ({
  moveId: _id,
  kind,
  fen,
  text,
  by,
  at,
});
