/** From this width on the workplace shows two panes. */
const WIDE_PX = 700;

export const isWide = (width = wx.getWindowInfo().windowWidth): boolean => width >= WIDE_PX;
