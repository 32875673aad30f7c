/** Scan, phone, clipboard, vibration and network state. */
import { awaitScan } from '../handle';
import { changeSettings, settings } from '../settings';
import { h } from '../ui/dom';
import { button, overlay } from '../ui/overlay';
import { type AsyncCalls, Refused } from './define';

let clipboard = '';

export const device: AsyncCalls = {
  scanCode: async () => {
    const preset = settings().scan;
    changeSettings({ scan: undefined });
    const result = preset ?? (await scan());
    const scanType = /^\d{8,14}$/.test(result) ? ('EAN_13' as const) : ('QR_CODE' as const);
    return {
      result,
      scanType,
      charSet: 'utf-8',
      path: '',
      rawData: btoa(encodeURIComponent(result)),
    };
  },
  makePhoneCall: ({ phoneNumber }) => {
    void wx.showModal({
      title: phoneNumber,
      content: '在手机上会拨打此号码',
      showCancel: false,
      confirmText: '知道了',
    });
  },
  setClipboardData: ({ data }) => {
    clipboard = data;
    // The browser may refuse without a gesture; the page's own paste works either way.
    void navigator.clipboard?.writeText(data).catch(() => {});
    void wx.showToast({ title: '内容已复制', icon: 'success' });
  },
  getClipboardData: () => ({ data: clipboard }),
  vibrateShort: () => void navigator.vibrate?.(15),
  vibrateLong: () => void navigator.vibrate?.(400),
  setKeepScreenOn: () => {},
  setScreenBrightness: () => {},
  getScreenBrightness: () => ({ value: 0.6 }),
  setVisualEffectOnCapture: () => {},
  hideKeyboard: () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  },
  getNetworkType: () => ({ networkType: settings().online ? 'wifi' : 'none', signalStrength: 4 }),
  getBatteryInfo: () => ({ level: 80, isCharging: false }),
};

/** A viewfinder with a line to type on: no camera here. */
function scan(): Promise<string> {
  return new Promise((resolve, reject) => {
    const input = h('input', { 'aria-label': '扫码内容' });
    input.placeholder = '输入条码或二维码的内容';
    overlay({ at: 'full', label: '扫一扫', focus: input }, (close) => {
      const end = (result: string | undefined): void => {
        awaitScan(undefined);
        close();
        if (result === undefined) reject(new Refused('cancel'));
        else resolve(result);
      };
      const form = h('form', { class: 'ph-scan-form' }, input, h('button', { text: '识别' }));
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        if (input.value.trim() !== '') end(input.value.trim());
      });
      awaitScan(end);
      return h(
        'section',
        { class: 'ph-scan' },
        button('ph-scan-close', '取消', () => end(undefined)),
        h('div', { class: 'ph-scan-frame' }, h('i')),
        h('p', { text: '将条码放入框内，即可自动扫描' }),
        form,
      );
    });
  });
}
