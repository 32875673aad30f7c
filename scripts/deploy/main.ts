/**
 * `npm run deploy -- --env ID [--dry-run]`: collections, indexes, security rules, functions, timers, HTTP
 * access and hosting. Safe to run again. Secrets come from the environment.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { check } from './findings';
import { describe, execute } from './execute';
import { missingVariables, plan } from './plan';

const { values } = parseArgs({
  options: { env: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
});
const envId = values.env ?? process.env['LIANDIAN_ENV_ID'];
const stop = (text: string): never => {
  console.error(text);
  process.exit(1);
};
if (!envId) stop('Which environment? npm run deploy -- --env <environment id>');
const env = envId ?? '';

if (!values['dry-run']) {
  const missing = missingVariables(process.env);
  if (missing.length > 0)
    stop(`Set these variables first (see docs/deploy.md):\n  ${missing.join('\n  ')}`);
  execFileSync(process.execPath, ['scripts/run.mjs', 'scripts/build/main.ts'], {
    stdio: 'inherit',
    // The admin's pages lie on another origin than the gateway it calls.
    env: {
      LIANDIAN_ENV: env,
      LIANDIAN_GATEWAY: `https://${env}.api.tcloudbasegateway.com`,
      ...process.env,
    },
  });
  const findings = await check(process.cwd());
  if (findings.length > 0) stop(`Not deployed:\n  ${findings.join('\n  ')}`);
}

const steps = plan();
if (values['dry-run']) {
  for (const step of steps) console.log(describe(step, env));
  console.log(`${steps.length} steps, nothing was called.`);
} else {
  process.env['LIANDIAN_ENV_ID'] = env;
  const secrets = [
    '--apiKeyId',
    process.env['TENCENTCLOUD_SECRETID'] ?? '',
    '--apiKey',
    process.env['TENCENTCLOUD_SECRETKEY'] ?? '',
  ];
  execFileSync('node_modules/.bin/tcb', ['login', ...secrets], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { default: Manager } = await import('@cloudbase/manager-node');
  const manager = Manager.init({
    secretId: process.env['TENCENTCLOUD_SECRETID'] ?? '',
    secretKey: process.env['TENCENTCLOUD_SECRETKEY'] ?? '',
    envId: env,
  });
  for (const [i, step] of steps.entries()) {
    console.log(`[${i + 1}/${steps.length}] ${describe(step, env)}`);
    await execute(step, manager, env);
  }
}
