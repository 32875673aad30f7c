import { providePhones } from './phoneSource';
import type { Phones } from './ports';

interface OpenApi {
  phonenumber: {
    getPhoneNumber(asked: { code: string }): Promise<{ phoneInfo?: { purePhoneNumber?: unknown } }>;
  };
}
/** "Invalid code": used, five minutes old, or never given. */
const BAD_CODE = 40029;

/** Phone numbers through wx-server-sdk, loaded on the first question. */
const wxPhones: Phones = {
  async of(code) {
    const { default: cloud } = await import('wx-server-sdk');
    // Its types lack the symbol that stands for "the environment this function runs in".
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
    // The SDK types open APIs as any.
    const { phonenumber } = cloud.openapi as OpenApi;
    try {
      const { phoneInfo } = await phonenumber.getPhoneNumber({ code });
      const number = phoneInfo?.purePhoneNumber;
      return typeof number === 'string' ? number : null;
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'errCode' in error)
        if (error.errCode === BAD_CODE) return null;
      throw error;
    }
  },
};

providePhones(wxPhones);
