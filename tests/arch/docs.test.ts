import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../scripts/build/cloudbaserc';
import { walk } from '../../scripts/lib/walk';
import { HELP } from '../../scripts/start/flags';

const pages = ['README.md', 'CONTRIBUTING.md', ...walk('docs').filter((f) => f.endsWith('.md'))];
const read = (file: string): string => readFileSync(file, 'utf8');

describe('the documents tell the truth', () => {
  test('every link and picture leads somewhere', () => {
    const links = pages.flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)|src="([^"]+)"/g)]
        .map((m) => m[1] ?? m[2] ?? '')
        .filter((to) => !/^[a-z]+:/.test(to))
        .map((to) => path.join(path.dirname(file), to)),
    );
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });

  test('every command exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = pages.flatMap((file) =>
      [...read(file).matchAll(/npm run ([a-z:]+)/g)].map((m) => m[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the README knows every flag of npm start', () => {
    const flags = [...HELP.matchAll(/^ {2}(--[a-z-]+)/gm)].map((m) => m[1] ?? '');
    expect(flags.length).toBeGreaterThan(5);
    expect(flags.filter((flag) => !read('README.md').includes(flag))).toEqual([]);
  });

  test('the deployment guide explains every variable', () => {
    expect(VARIABLES.filter((name) => !read('docs/deploy.md').includes(`\`${name}\``))).toEqual([]);
  });

  test('a decision fits on a page', () => {
    const decisions = pages.filter((file) => file.includes('decisions'));
    const long = decisions.filter((file) => read(file).split('\n').length > 51);
    expect(long).toEqual([]);
  });
});
