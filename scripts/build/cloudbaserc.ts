import { deployables } from './deployables';

/** Variables the functions read; their values are set in the environment, never in a file. */
export const VARIABLES = [
  'LIANDIAN_DATA_KEYS',
  'LIANDIAN_INDEX_KEY',
  'LIANDIAN_LOGIN_KEY',
  'WECHATPAY_MCHID',
  'WECHATPAY_APPID',
  'WECHATPAY_SERIAL',
  'WECHATPAY_PRIVATE_KEY',
  'WECHATPAY_APIV3_KEY',
  'WECHATPAY_PUBLIC_KEYS',
  'WECHATPAY_NOTIFY_URL',
] as const;

/** What the CloudBase CLI reads. `{{env.X}}` is filled from the environment when deploying. */
export const cloudbaserc = () => ({
  version: '2.0',
  envId: '{{env.LIANDIAN_ENV_ID}}',
  functionRoot: './dist/cloudfunctions',
  functions: deployables().map((d) => ({
    name: d.name,
    type: 'Event',
    handler: 'index.main',
    runtime: 'Nodejs20.19',
    timeout: d.timeout,
    memorySize: 256,
    installDependency: false,
    envVariables: Object.fromEntries(VARIABLES.map((name) => [name, `{{env.${name}}}`])),
    triggers: d.triggers,
    ...(d.path ? { path: d.path } : {}),
  })),
});
