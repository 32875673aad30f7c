/** What the phone says about itself. */
import { CAPSULE } from '../pages/bar';
import { top } from '../pages/stack';
import { NAV_PX, STATUS_PX } from '../ui/phone';
import type { AsyncCalls } from './define';

/** The page's own area; before the first page, what a page with a bar will get. */
function windowInfo() {
  const [screenWidth, screenHeight] = [innerWidth, innerHeight];
  const view = top()?.view.getBoundingClientRect();
  const windowHeight = view?.height ?? screenHeight - STATUS_PX - NAV_PX;
  return {
    pixelRatio: devicePixelRatio,
    screenWidth,
    screenHeight,
    windowWidth: screenWidth,
    windowHeight,
    statusBarHeight: STATUS_PX,
    screenTop: view?.top ?? STATUS_PX + NAV_PX,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: STATUS_PX,
      bottom: screenHeight,
      width: screenWidth,
      height: screenHeight - STATUS_PX,
    },
  };
}

function appBaseInfo() {
  return {
    SDKVersion: '3.8.12',
    version: '8.0.60',
    language: 'zh_CN',
    theme: 'light' as const,
    host: { env: 'WeChat', appId: '', version: 0 },
    enableDebug: false,
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
  };
}

function deviceInfo() {
  return {
    abi: '',
    benchmarkLevel: 40,
    brand: 'browser',
    model: 'Chromium',
    system: 'iOS 17.0',
    platform: 'devtools',
    cpuType: 'unknown',
    memorySize: 4096,
  };
}

function systemSetting() {
  return {
    bluetoothEnabled: false,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: innerWidth > innerHeight ? ('landscape' as const) : ('portrait' as const),
  };
}

function systemInfo() {
  return { ...appBaseInfo(), ...deviceInfo(), ...windowInfo(), ...systemSetting() };
}

export const systemSync = {
  getSystemInfoSync: systemInfo,
  getWindowInfo: windowInfo,
  getAppBaseInfo: appBaseInfo,
  getDeviceInfo: deviceInfo,
  getSystemSetting: systemSetting,
  getMenuButtonBoundingClientRect() {
    const { width, height, right, top } = CAPSULE;
    const left = innerWidth - right - width;
    return { width, height, top, bottom: top + height, left, right: innerWidth - right };
  },
  getAccountInfoSync: () => ({
    miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    plugin: { appId: '', version: '' },
  }),
  canIUse: (name: string) =>
    name.split('.').length > 0 && Reflect.has(wx, name.split('.')[0] ?? ''),
  getSkylineInfoSync: () => ({ isSupported: false, version: '', reason: 'browser' }),
};

/** Older code asks for the same with callbacks. */
export const system: Pick<AsyncCalls, 'getSystemInfo' | 'getSystemInfoAsync'> = {
  getSystemInfo: () => systemInfo() as Partial<WechatMiniprogram.SystemInfo>,
  getSystemInfoAsync: () => systemInfo() as Partial<WechatMiniprogram.SystemInfo>,
};
