import { expect, test } from 'vitest';
import { browserUnits } from '../units';
import { iconMasks, quotedWords, findIcons } from './icons';
import { browserSelector, HOST, SCOPE } from './selectors';
import { parse } from 'postcss';

test.each([
  ['24rpx', '3.2vmin'],
  ['-1.5rpx 0 2rpx', '-0.2vmin 0 0.2667vmin'],
  ['calc(100vh - 88rpx)', 'calc(100cqh - 11.7333vmin)'],
  ['50vw', '50cqw'],
  ['12px 1em', '12px 1em'],
  ['var(--x-rpx)', 'var(--x-rpx)'],
])('units: %s', (written, browser) => {
  expect(browserUnits(written)).toBe(browser);
});

test.each([
  ['page', 'wx-page'],
  ['view.card > text', `wx-view.${SCOPE}card > wx-text`],
  ['my-card .x:first-child', `my-card .${SCOPE}x:first-child`],
  [':host(.on) view', `[wx-host="${HOST}"].${SCOPE}on wx-view`],
  ['#id .a.b::after', `#id .${SCOPE}a.${SCOPE}b::after`],
])('selectors: %s', (written, browser) => {
  expect(browserSelector(written)).toBe(browser);
});

test('icons in use become masks, the others go', () => {
  const dir = findIcons();
  if (dir === undefined) throw new Error('tdesign-icons-svg is not installed');
  const words = quotedWords(['<t-icon name="home" />', "icon: 'chevron-right'"]);
  const root = parse(
    '.t-icon-home:before{content:"\\E1"}.t-icon-add:before{content:"\\E2"}.t-icon{color:red}',
  );
  iconMasks(root, words, dir);
  const css = root.toString();
  expect(css).toMatch(/\.t-icon-home:before\s*\{[^}]*mask:\s*url\("data:image\/svg\+xml,%3Csvg/);
  expect(css).not.toContain('t-icon-add');
  expect(css).toContain('color:red');
});
