import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { calls } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';
import { HQ_ROLES, STORE_ROLES } from '#shared/contracts/kit';
import { apiDoc } from '../../scripts/build/api';
import { cloudbaserc } from '../../scripts/build/cloudbaserc';
import { deployables } from '../../scripts/build/deployables';
import { routes } from '../../scripts/build/routes';
import { LIMITS } from '../../scripts/deploy/findings';
import { walk } from '../../scripts/lib/walk';

const specs = Object.values(calls) as CallSpec[];
const file = (spec: CallSpec): string => `cloudfunctions/${spec.context}/${spec.name}.ts`;

describe('contracts and functions', () => {
  test('every contract has its function, and a test beside it', () => {
    expect(specs.map(file).filter((f) => !existsSync(f))).toEqual([]);
    const contexts = [...new Set(specs.map((s) => s.context))];
    for (const context of contexts) {
      const tests = walk(`cloudfunctions/${context}`).filter((f) => f.endsWith('.test.ts'));
      const text = tests.map((f) => readFileSync(f, 'utf8')).join('\n');
      const untested = specs.filter((s) => s.context === context && !text.includes(`./${s.name}'`));
      expect(untested.map((s) => s.name)).toEqual([]);
    }
  });

  test('every function has a contract', () => {
    const served = walk('cloudfunctions')
      .filter((f) => !f.endsWith('.test.ts') && !f.includes(`${path.sep}kit${path.sep}`))
      .filter((f) => /export const main = serve/.test(readFileSync(f, 'utf8')));
    expect(
      served.filter((f) => !specs.some((s) => file(s) === f.split(path.sep).join('/'))),
    ).toEqual([]);
  });

  test('every refusal says what happened, in Chinese', () => {
    for (const spec of specs)
      for (const [code, text] of Object.entries(spec.errors)) {
        expect(code).toMatch(/^[A-Z][A-Z_]+$/);
        expect(text).toMatch(/[一-鿿]{4}/);
      }
  });

  test('staff calls of one shop name the shop, so that serve can check it', () => {
    const shopOnly = specs.filter(
      (s) =>
        s.who.some((w) => STORE_ROLES.some((r) => r === w)) &&
        !s.who.some((w) => w === 'shopper' || w === 'anonymous'),
    );
    const loose = shopOnly.filter(
      (s) => !s.who.some((w) => HQ_ROLES.some((r) => r === w)) && s.scope === undefined,
    );
    expect(loose.map((s) => s.name)).toEqual([]);
  });

  test('an environment has room for all deployables', () => {
    expect(deployables().length).toBeLessThanOrEqual(LIMITS.deployables);
  });
});

describe('generated files are current (npm run build)', () => {
  test('cloudbaserc.json', () => {
    expect(JSON.parse(readFileSync('cloudbaserc.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(cloudbaserc())),
    );
  });
  test('docs/api.md', () => {
    expect(readFileSync('docs/api.md', 'utf8')).toBe(apiDoc());
  });
  test('the routes of the mini-program', () => {
    const text = readFileSync('miniprogram/services/routes.generated.ts', 'utf8');
    const listed = Object.fromEntries(
      [...text.matchAll(/^ {2}(\w+): '(\w+)',$/gm)].map((m) => [m[1], m[2]]),
    );
    expect(listed).toEqual(routes());
  });
});
