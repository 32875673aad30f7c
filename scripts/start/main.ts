import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { watchPhone } from '../../local/phone/build/watch';
import { buildLocalFunctions, watchLocalFunctions } from '../build/functions';
import { writeRoutes } from '../build/miniprogram';
import { routes } from '../build/routes';
import { buildAdmin, phoneOptions } from '../lib/clients';
import { startProduct } from '../lib/product';
import { firstNight } from './firstNight';
import { HELP, readFlags, type Flags } from './flags';
import { table } from './table';

/** `from`: when the command began, so that the last line is the whole truth. */
export async function start(args: readonly string[], from: number): Promise<void> {
  const root = process.cwd();
  let flags: Flags | 'help';
  try {
    flags = readFlags(args, path.join(root, '.local/data'));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
  if (flags === 'help') {
    console.log(HELP);
    return;
  }
  const said = (text: string): void => console.log(`  ${text}`);
  if (flags.fresh && flags.dir && existsSync(flags.dir)) rmSync(flags.dir, { recursive: true });

  console.log('连店 Liandian');
  await writeRoutes(root, routes());
  const functionsDir = path.join(root, '.local/functions');
  const admin = path.join(root, 'dist/admin-h5');
  const { missing } = await buildLocalFunctions(root, functionsDir);
  if (missing.length > 0) said(`no function yet for: ${missing.join(', ')}`);
  // Side by side: the admin's build is another compiler's work and only runs after an edit.
  const [phone, built] = await Promise.all([
    watchPhone(phoneOptions(root)),
    buildAdmin(root, admin).catch((error: unknown) => {
      console.error(`✗ 总部后台 admin: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }),
  ]);
  for (const p of phone.first.problems) said(`${p.level} ${p.at} ${p.message}`);
  if (built) said('总部后台已构建 admin built');

  const product = await startProduct({
    root,
    size: flags.size,
    ...(flags.dir ? { dir: flags.dir } : {}),
    ...(flags.port === undefined ? {} : { port: flags.port }),
    mounts: [
      { path: '/phone', dir: path.join(root, '.local/phone') },
      { path: '/admin-h5', dir: admin, spa: true },
    ],
    ...(flags.quiet ? {} : { onLog: (line: string) => console.log(line) }),
  }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
  const watcher = await watchLocalFunctions(root, functionsDir, (errors) => {
    for (const error of errors) console.error(`✗ ${error}  (the last good build keeps serving)`);
  });

  if (product.seeded > 0) said(`已写入 ${product.seeded} 条演示数据 documents seeded`);
  if (!product.gotWantedPort) said(`端口被占用，改用 ${product.port} (the wanted port was taken)`);
  console.log(table({ url: product.url, dir: flags.dir, people: flags.size !== 'empty' }));
  console.log(`Ready in ${((performance.now() - from) / 1000).toFixed(1)} s   (Ctrl-C ends)`);
  if (flags.open) openBrowser(`${product.url}/phone/`);
  if (product.seeded > 0 && flags.size !== 'empty') void firstNight(product);

  let closing = false;
  const close = async (): Promise<void> => {
    if (closing) process.exit(1);
    closing = true;
    console.log('\n再见 Closing …');
    await Promise.all([watcher.dispose(), phone.close()]);
    await product.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void close());
  process.on('SIGTERM', () => void close());
}

function openBrowser(url: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  // Nobody waits for it, and where there is no browser nothing is lost: the address is printed.
  execFile(command, [url], () => {});
}
