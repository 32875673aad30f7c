import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SolvedPart } from './plan';

const folder = mkdtempSync(path.join(tmpdir(), 'transfer-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);
const run = (...args: string[]) => {
  const script = ['scripts/run.mjs', 'scripts/transfer/main.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, script, { encoding: 'utf8' });
  return { status, stdout, stderr };
};
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));

test('an instance is made, solved, and solved on from where a run was stopped', () => {
  const made = run(
    '--generate',
    '--stores',
    '12',
    '--skus',
    '20',
    '--cities',
    '3',
    '--out',
    at('i.json'),
  );
  expect(made).toMatchObject({ status: 0 });
  const whole = run('--instance', at('i.json'), '--out', at('whole.json'));
  expect(whole).toMatchObject({ status: 0 });
  const plan = json('whole.json');
  expect(JSON.parse(whole.stdout)).toMatchObject({ gapPercent: 0 });
  expect(plan).toMatchObject({ gapPercent: 0, parts: { length: 3 } });

  const resumable = ['--instance', at('i.json'), '--out', at('plan.json'), '--state', at('state')];
  const stopped = run(...resumable, '--cpu-seconds', '0.001');
  expect(stopped.status).toBe(2);
  expect(stopped.stderr).toContain('stopped after 0 of 3 parts');
  expect(run(...resumable)).toMatchObject({ status: 0 });
  expect(json('plan.json')).toEqual(plan);

  // What the state holds is not solved again.
  const state = json('state') as { key: string; parts: SolvedPart[] };
  const parts = state.parts.map((part) => ({ ...part, value: part.value - 1 }));
  writeFileSync(at('state'), JSON.stringify({ ...state, parts }));
  expect(run(...resumable)).toMatchObject({ status: 0 });
  expect(json('plan.json')).toMatchObject({ lanes: (plan as { lanes: unknown }).lanes });
  expect(json('plan.json')).not.toEqual(plan);
  const other = run(...resumable, '--seed', '2');
  expect(other.stderr).toContain('starting afresh');
}, 180_000);

test('what is missing or wrong is said and nothing written', () => {
  expect(run('--instance', at('none.json'), '--out', at('x.json'))).toMatchObject({ status: 2 });
  writeFileSync(at('bad.json'), '{"stores":');
  expect(run('--instance', at('bad.json'), '--out', at('x.json')).stderr).toContain('is not JSON');
  writeFileSync(at('bad.json'), '{"stores":[]}');
  const faulty = run('--instance', at('bad.json'), '--out', at('x.json'));
  expect(faulty).toMatchObject({ status: 2, stdout: '' });
  expect(faulty.stderr).toContain('skus: is missing');
  expect(() => json('x.json')).toThrow('ENOENT');
}, 180_000);
