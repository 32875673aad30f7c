import { Hono } from 'hono';
import { ERR_CODES } from '../functions/outcome';
import type { Runtime } from '../functions/runtime';
import { readFields } from '../server/read';

/**
 * The mini-program's `wx.cloud.callFunction`: `POST /wx/call/<name>`, the person in `x-wx-openid`. Answers
 * `{ result }`, or `{ errCode, errMsg }` for the phone to put its own words around.
 */
export const wxGateway = (runtime: Runtime, appid: string): Hono => {
  const app = new Hono();
  app.post('/call/:name', async (c) => {
    const name = c.req.param('name');
    const openid = c.req.header('x-wx-openid') ?? '';
    if (!openid) {
      return c.json({
        errCode: -601034,
        errMsg: '未登录：缺少 x-wx-openid',
      });
    }
    const unionid = c.req.header('x-wx-unionid');
    const data = readFields((await c.req.text()) || '{}');
    const event = JSON.stringify({ ...data, userInfo: { appId: appid, openId: openid } });
    const caller = { via: 'mini', openid, ...(unionid ? { unionid } : {}) } as const;
    const { id, outcome } = await runtime.invoke(name, event, caller);
    const headers = { 'content-type': 'application/json', 'x-request-id': id };
    if (outcome.ok) return c.body(`{"result":${outcome.text}}`, 200, headers);
    return c.json({ errCode: ERR_CODES[outcome.code], errMsg: outcome.message }, 200, headers);
  });
  return app;
};
