import type { GiftOffer, Promotion, Scope } from '../pricing/promotion';
import type { RuleForm } from './declare';
import type { Place } from './place';

export interface CompileWith {
  readonly id: string;
  readonly version: number;
  readonly place: Place;
  readonly from: number;
  readonly until: number;
  readonly ownerStoreId: string | null;
  /** Title and listed price of a gift. */
  readonly gift: (skuId: string) => { readonly title: string; readonly listedFen: number };
}

/** A filled-in form as the rule the engine knows. `budgetLeftFen` is the whole budget until quotes replace it. */
export function compile(form: RuleForm, using: CompileWith): Promotion {
  const { id, version, ownerStoreId } = using;
  const base = {
    id,
    version,
    name: form.name,
    scope: scopeOf(form, using),
    priority: form.priority,
    exclusiveWith: [...form.exclusiveWith],
    budgetLeftFen: form.budgetFen,
    ownerStoreId,
  };
  const stack = { item: form.stackItem, coupon: form.stackCoupon };
  switch (form.type) {
    case 'timed':
    case 'nth': {
      const item = {
        ...base,
        group: '',
        belowFloor: false,
        stack: { ...stack, order: form.stackOrder },
      };
      if (form.type === 'nth') {
        const { type, nth, rateBp, mixed } = form;
        return { ...item, type, nth, rateBp, mixed };
      }
      const { type, rateBp, priceFen, perOrder } = form;
      return { ...item, type, rateBp, priceFen, perOrder, leftBySku: {} };
    }
    default: {
      const { group, belowFloor } = form;
      const order = { ...base, group, belowFloor, stack: { ...stack, order: true } };
      switch (form.type) {
        case 'fullOff':
          return { ...order, type: form.type, tiers: copy(form.tiers), loops: form.loops };
        case 'fullRate':
          return { ...order, type: form.type, tiers: copy(form.tiers), capFen: form.capFen };
        case 'freeFreight': {
          const { fromFen, fromQty } = form;
          return { ...order, type: form.type, from: { fromFen, fromQty } };
        }
        case 'fullGift': {
          const tiers = form.tiers.map(({ gifts, ...from }) => ({
            ...from,
            gifts: gifts.map((gift): GiftOffer => ({
              ...gift,
              ...using.gift(gift.skuId),
              left: null,
            })),
          }));
          return { ...order, type: form.type, tiers, loops: form.loops };
        }
      }
    }
  }
}

const copy = <T extends object>(tiers: readonly T[]): T[] => tiers.map((tier) => ({ ...tier }));

const scopeOf = (form: RuleForm, { place, from, until }: CompileWith): Scope => ({
  goods: {
    categoryIds: [...form.categoryIds],
    skuIds: [...form.skuIds],
    exceptCategoryIds: [...form.exceptCategoryIds],
    exceptSkuIds: [...form.exceptSkuIds],
  },
  storeIds: [...place.storeIds],
  storeTags: [...place.storeTags],
  regionIds: [...place.regionIds],
  levelIds: [...form.levelIds],
  cardOnly: form.cardOnly,
  from,
  until,
  hours: form.hours.map((span) => ({ ...span })),
  weekdays: [...form.weekdays],
});

/** The form a rule came from: what the editor opens with. */
export function formOf(rule: Promotion): RuleForm {
  const { scope, stack } = rule;
  const common = {
    ruleId: rule.id,
    name: rule.name,
    categoryIds: scope.goods.categoryIds,
    skuIds: scope.goods.skuIds,
    exceptCategoryIds: scope.goods.exceptCategoryIds,
    exceptSkuIds: scope.goods.exceptSkuIds,
    levelIds: scope.levelIds,
    cardOnly: scope.cardOnly,
    hours: scope.hours,
    weekdays: scope.weekdays,
    priority: rule.priority,
    exclusiveWith: rule.exclusiveWith,
    budgetFen: rule.budgetLeftFen,
    stackItem: stack.item,
    stackCoupon: stack.coupon,
  };
  const item = { ...common, stackOrder: stack.order };
  const order = { ...common, group: rule.group, belowFloor: rule.belowFloor };
  switch (rule.type) {
    case 'timed': {
      const { type, rateBp, priceFen, perOrder } = rule;
      return { ...item, type, rateBp, priceFen, perOrder };
    }
    case 'nth':
      return { ...item, type: rule.type, nth: rule.nth, rateBp: rule.rateBp, mixed: rule.mixed };
    case 'fullOff':
      return { ...order, type: rule.type, tiers: rule.tiers, loops: rule.loops };
    case 'fullRate':
      return { ...order, type: rule.type, tiers: rule.tiers, capFen: rule.capFen };
    case 'freeFreight':
      return { ...order, type: rule.type, ...rule.from };
    case 'fullGift': {
      const tiers = rule.tiers.map(({ gifts, ...from }) => ({
        ...from,
        gifts: gifts.map(({ skuId, qty }) => ({ skuId, qty })),
      }));
      return { ...order, type: rule.type, tiers, loops: rule.loops };
    }
  }
}
