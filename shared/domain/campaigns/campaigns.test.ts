import { describe, expect, test } from 'vitest';
import { RuleFormShape } from '#shared/contracts/ruleForm';
import { wrongWith } from './check';
import { compile, formOf } from './compile';
import { RULES, RULE_TYPES, type RuleFormOf } from './declare';
import { ruleText } from './ruleText';
import { TEMPLATES, templateOf } from './templates';

const place = { storeIds: [], storeTags: [], regionIds: [] };
const using = {
  id: 'pr_1',
  version: 3,
  place,
  from: 10,
  until: 20,
  ownerStoreId: null,
  gift: (skuId: string) => ({ title: `赠品${skuId}`, listedFen: 500 }),
};
const rules = TEMPLATES.flatMap((template) => template.rules);
const full = rules.find((form): form is RuleFormOf<'fullOff'> => form.type === 'fullOff');
if (!full) throw new Error('no full reduction among the templates');
const tier = (fromFen: number, offFen: number, fromQty = 0) => ({ fromFen, fromQty, offFen });

const gift: RuleFormOf<'fullGift'> = {
  ...full,
  type: 'fullGift',
  name: '满赠',
  tiers: [{ fromFen: 5_000, fromQty: 0, gifts: [{ skuId: 'cup', qty: 2 }] }],
  loops: 1,
};
const { loops: _once, ...common } = full;
const rate: RuleFormOf<'fullRate'> = {
  ...common,
  type: 'fullRate',
  name: '三件八折',
  tiers: [{ fromFen: 0, fromQty: 3, rateBp: 8_000 }],
  capFen: 3_000,
};

describe('the declaration', () => {
  test('every template passes the check that derives from it, as do rules of every kind', () => {
    const forms = [...rules, gift, rate];
    expect(new Set(forms.map(({ type }) => type))).toEqual(new Set(RULE_TYPES));
    for (const form of forms) {
      expect(RuleFormShape.parse(form)).toEqual(form);
      expect(wrongWith(form)).toEqual([]);
    }
  });

  test.each([
    ['a rate of nothing', { ...rate, tiers: [{ fromFen: 0, fromQty: 3, rateBp: 10_000 }] }],
    ['half a fen', { ...full, tiers: [tier(1_000, 0.5)] }],
    ['six tiers', { ...full, tiers: Array.from({ length: 6 }, (_, i) => tier(i, i)) }],
    ['a budget of nothing', { ...full, budgetFen: 0 }],
    ['a missing field', { ...full, stackCoupon: undefined }],
    ['a name that is an operator', { ...full, exclusiveWith: ['$where'] }],
    ['an unknown kind', { ...full, type: 'gamble' }],
  ])('%s does not pass', (_what, form) => {
    expect(RuleFormShape.safeParse(form).success).toBe(false);
  });

  test('every field says what it is and no two share a name', () => {
    for (const { fields } of Object.values(RULES)) {
      const keys = fields.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { label } of fields) expect(label).toMatch(/[一-鿿]/);
    }
  });
});

describe('a form and its rule', () => {
  test.each([...rules, gift, rate].map((form) => [form.name, form] as const))(
    '%s: the editor opens with what was saved',
    (_name, form) => {
      const rule = compile(form, using);
      expect(formOf(rule)).toEqual({ ...form, ruleId: 'pr_1' });
      expect(rule).toMatchObject({ id: 'pr_1', version: 3, scope: { from: 10, until: 20 } });
      expect(ruleText(rule)).toMatch(/[一-鿿]/);
    },
  );

  test('says what it does in one line', () => {
    const text = (form: Parameters<typeof compile>[0]) => ruleText(compile(form, using));
    expect(text(full)).toBe('满¥100减¥20，满¥200减¥50');
    expect(text({ ...full, tiers: [tier(3_000, 500)], loops: 3 })).toBe('每满¥30减¥5，最多减3次');
    expect(text(gift)).toBe('满¥50送赠品cup×2');
    expect(text(rate)).toBe('满3件8折，最多减¥30');
  });
});

describe('what cannot be meant', () => {
  const [timed] = templateOf('clearance')?.rules ?? [];
  test.each([
    ['takes more than its threshold', { ...full, tiers: [tier(1_000, 1_001)] }, '比门槛¥10还多'],
    [
      'a higher tier gives less',
      { ...full, tiers: [tier(1_000, 300), tier(2_000, 200)] },
      '比上一档大',
    ],
    ['tiers out of order', { ...full, tiers: [tier(2_000, 200), tier(1_000, 300)] }, '比上一档高'],
    ['no threshold at all', { ...full, tiers: [tier(0, 300)] }, '要填门槛'],
    ['in and out', { ...full, skuIds: ['a'], exceptSkuIds: ['a'] }, '又被排除'],
    ['without a name', { ...full, name: '' }, '起个名称'],
  ])('%s', (_what, form, sentence) => {
    expect(wrongWith(form).join()).toContain(sentence);
  });
  test('a timed price is a rate or a price', () => {
    if (timed?.type !== 'timed') throw new Error('not timed');
    expect(wrongWith({ ...timed, priceFen: 500 })).toHaveLength(1);
    expect(wrongWith({ ...timed, rateBp: null, priceFen: 500 })).toEqual([]);
    expect(wrongWith({ ...timed, rateBp: null })).toHaveLength(1);
  });
});
