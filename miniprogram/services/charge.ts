/** Opens the phone's pay sheet: empty when it took the money, else why not. */
export const charged = (
  payment: WechatMiniprogram.RequestPaymentOption,
): Promise<'' | 'cancelled' | 'failed'> =>
  wx.requestPayment(payment).then(
    () => '',
    ({ errMsg }: { errMsg: string }) => (errMsg.endsWith('cancel') ? 'cancelled' : 'failed'),
  );
