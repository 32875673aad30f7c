const KEY = 'bellOff';
let player: WechatMiniprogram.InnerAudioContext | undefined;

export const bellOn = (): boolean => wx.getStorageSync(KEY) !== 'off';
export const setBell = (on: boolean): void => wx.setStorageSync(KEY, on ? 'on' : 'off');

/** A new order: heard and felt, wherever in the shop the phone lies. */
export function ring(): void {
  wx.vibrateLong({ fail: () => undefined });
  if (!bellOn()) return;
  if (!player) {
    player = wx.createInnerAudioContext();
    player.src = '/assets/new-order.wav';
    player.obeyMuteSwitch = false;
  }
  player.stop();
  player.play();
}
