/** Login, permissions and privacy: the person is who the strip says. */
import { settings } from '../settings';
import type { AsyncCalls } from './define';

function authSetting(): Record<string, boolean> {
  const located = settings().position !== 'refused';
  return { 'scope.userLocation': located, 'scope.userFuzzyLocation': located };
}

export const user: AsyncCalls = {
  login: () => ({ code: `login-${settings().openid}` }),
  checkSession: () => {},
  getUserProfile: () => ({
    userInfo: profile(),
    rawData: '',
    signature: '',
    encryptedData: '',
    iv: '',
  }),
  getUserInfo: () => ({
    userInfo: profile(),
    rawData: '',
    signature: '',
    encryptedData: '',
    iv: '',
  }),
  getSetting: () => ({ authSetting: authSetting() }),
  authorize: ({ scope }) => {
    if (authSetting()[scope] === false) throw new Error('auth deny');
  },
  openSetting: () => {
    void wx.showToast({ title: '请在外框的“位置”里改', icon: 'none' });
    return { authSetting: authSetting() };
  },
  requirePrivacyAuthorize: () => {},
  getPrivacySetting: () => ({ needAuthorization: false, privacyContractName: '用户隐私保护指引' }),
  openPrivacyContract: () => {},
  showShareMenu: () => {},
  hideShareMenu: () => {},
  updateShareMenu: () => {},
  navigateToMiniProgram: ({ appId }) =>
    void wx.showToast({ title: `在微信中会打开小程序 ${appId ?? ''}`, icon: 'none' }),
  openCustomerServiceChat: () => void wx.showToast({ title: '客服会话在微信中打开', icon: 'none' }),
  loadFontFace: () => {},
  preloadAssets: () => {},
};

function profile(): WechatMiniprogram.UserInfo {
  const nickName = settings().person || '微信用户';
  return {
    nickName,
    avatarUrl: '',
    gender: 0,
    country: '',
    province: '',
    city: '',
    language: 'zh_CN',
  };
}
