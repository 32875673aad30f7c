/**
 * The one model of rights: a grant is a role, where it holds, from when to when, and perhaps only on shift.
 * Who may call stands in the contract; what follows from both is decided here, for every call anew.
 */

/** Roles of people inside one shop. */
export const STORE_ROLES = ['storeManager', 'cashier', 'picker', 'service'] as const;
/** Roles at headquarters; they reach every shop (`regionManager`: the shops of the region). */
export const HQ_ROLES = [
  'hqOwner',
  'hqMerch',
  'hqMarketing',
  'hqSupply',
  'hqFinance',
  'hqAuditor',
  'regionManager',
] as const;
/** A till, Pad or screen of one shop that shows and never decides; a supplier's own people. */
export const OTHER_ROLES = ['device', 'supplier'] as const;
export const ROLES = [...HQ_ROLES, ...STORE_ROLES, ...OTHER_ROLES] as const;
export type StoreRole = (typeof STORE_ROLES)[number];
export type HqRole = (typeof HQ_ROLES)[number];
export type Role = (typeof ROLES)[number];

export type GrantScope = 'hq' | 'region' | 'store' | 'supplier';
export interface GrantLike {
  readonly role: string;
  readonly scope: GrantScope;
  /** storeId, regionId, supplierId, or `*` for HQ. */
  readonly scopeId: string;
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms; null without end. */
  readonly to: number | null;
  /** Holds only while the person is clocked in at that shop. */
  readonly shiftOnly?: boolean;
}
/** Where somebody is clocked in, and until when at the latest. */
export interface OnShift {
  readonly storeId: string;
  readonly until: number;
}

const SHOP: ReadonlySet<string> = new Set([...STORE_ROLES, 'device']);
const HQ: ReadonlySet<string> = new Set(HQ_ROLES);

/** Where a role can hold: a shop's in shops, HQ's at HQ; only the region's manager has a region. */
export function scopesOf(role: string): readonly GrantScope[] {
  if (SHOP.has(role)) return ['store'];
  if (role === 'regionManager') return ['region'];
  if (role === 'supplier') return ['supplier'];
  return HQ.has(role) ? ['hq'] : [];
}

export const isRole = (who: string): who is Role => ROLES.some((role) => role === who);

/** Whether a grant holds at this moment. One that cannot hold where it says never does. */
export const holds = (grant: GrantLike, now: number, shift: OnShift | null | undefined): boolean =>
  scopesOf(grant.role).includes(grant.scope) &&
  grant.from <= now &&
  (grant.to === null || now < grant.to) &&
  (grant.shiftOnly !== true ||
    (shift !== null &&
      shift !== undefined &&
      shift.storeId === grant.scopeId &&
      now < shift.until));

/** The grants that open a call for somebody; none: it stays shut. Roles of different shops never add up. */
export const opening = <G extends GrantLike>(
  who: readonly string[],
  grants: readonly G[],
  now: number,
  shift: OnShift | null | undefined,
): G[] => grants.filter((g) => isRole(g.role) && who.includes(g.role) && holds(g, now, shift));

/** What the grants reach: everything, or these shops and the shops of these regions. */
export function reachOf(grants: readonly GrantLike[]): {
  readonly all: boolean;
  readonly stores: readonly string[];
  readonly regions: readonly string[];
} {
  const idsOf = (scope: GrantScope) => [
    ...new Set(grants.filter((g) => g.scope === scope).map((g) => g.scopeId)),
  ];
  return {
    all: grants.some((g) => g.scope === 'hq'),
    stores: idsOf('store'),
    regions: idsOf('region'),
  };
}

/**
 * Who may give or take which role: the owner every one, others of HQ only shops' roles, a shop's manager the
 * roles below the own. Nobody changes the own rights: that is asked apart.
 */
export const mayGrant = (mine: readonly string[], role: string): boolean =>
  mine.includes('hqOwner') ||
  (mine.some((one) => HQ.has(one)) && SHOP.has(role)) ||
  (mine.includes('storeManager') && SHOP.has(role) && role !== 'storeManager');
