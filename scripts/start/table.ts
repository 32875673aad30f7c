import { DEMO_PASSWORD, hq, shoppers, staff } from '../seed/demo/people';

/** Columns a text takes in a terminal: Chinese characters take two. */
const width = (text: string): number =>
  [...text].reduce((n, c) => n + (/[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]/.test(c) ? 2 : 1), 0);
const pad = (text: string, to: number): string => text + ' '.repeat(Math.max(1, to - width(text)));

/** Where everything is and who one can be. */
export function table({
  url,
  dir,
  people,
}: {
  url: string;
  dir: string | undefined;
  people: boolean;
}): string {
  const rows: [string, string][] = [
    ['小程序 mini-program', `${url}/phone/`],
    ['总部后台 HQ admin', `${url}/admin-h5/`],
    ['开发控制台 console', `${url}/console/`],
    ['SDK 端点 SDK endpoint', `${url}/admin`],
    ['数据 data', dir ?? '内存 memory (ends with the process)'],
  ];
  const accounts = people
    ? [
        '',
        `  总部登录  ${hq.map((h) => `${h.username}（${h.title}）`).join('  ')}  密码 ${DEMO_PASSWORD}`,
        `  顾客      ${shoppers.map((s) => s.name).join(' ')}  （小程序左侧「我是」里切换）`,
        `  店员      ${staff.map((s) => s.name).join(' ')}`,
      ]
    : [`  总部登录  ${hq.map((h) => h.username).join('  ')}  密码 ${DEMO_PASSWORD}`];
  return ['', ...rows.map(([name, value]) => `  ${pad(name, 26)}${value}`), ...accounts, ''].join(
    '\n',
  );
}
