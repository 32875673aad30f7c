import type { Notify } from './ports';
import { provideSender } from './sender';

interface OpenApi {
  subscribeMessage: {
    send(message: {
      touser: string;
      templateId: string;
      page: string;
      data: Record<string, { value: string }>;
    }): Promise<unknown>;
  };
}

/** "User refuses to accept the message": no quota left for this template. */
const NO_QUOTA = 43101;

/** Subscribe messages through wx-server-sdk, loaded on the first message: most calls send none. */
const wxNotify: Notify = {
  async send({ openid, template, page, data }) {
    const { default: cloud } = await import('wx-server-sdk');
    // Its types lack the symbol that stands for "the environment this function runs in".
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
    // The SDK types open APIs as any.
    const { subscribeMessage } = cloud.openapi as OpenApi;
    try {
      await subscribeMessage.send({
        touser: openid,
        templateId: template,
        page,
        data: Object.fromEntries(Object.entries(data).map(([k, value]) => [k, { value }])),
      });
      return true;
    } catch (error) {
      if (typeof error === 'object' && error !== null && 'errCode' in error)
        if (error.errCode === NO_QUOTA) return false;
      throw error;
    }
  },
};

provideSender(wxNotify);
