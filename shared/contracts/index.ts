import * as advice from './advice';
import * as aftersales from './aftersales';
import * as afterSalesDesk from './afterSalesDesk';
import * as afterSalesHq from './afterSalesHq';
import * as bundles from './bundles';
import * as campaigns from './campaigns';
import * as assets from './assets';
import * as audit from './audit';
import * as assetsDesk from './assetsDesk';
import * as catalog from './catalog';
import * as counts from './counts';
import * as counter from './counter';
import * as coupons from './coupons';
import * as hqCoupons from './hqCoupons';
import * as insights from './insights';
import * as hqLedger from './hqLedger';
import * as hqMoney from './hqMoney';
import type { CallSpec } from './kit';
import * as members from './members';
import * as moneyTimers from './moneyTimers';
import * as orders from './orders';
import * as people from './people';
import * as privacy from './privacy';
import * as regions from './regions';
import * as reports from './reports';
import * as purchasing from './purchasing';
import * as rehearsal from './rehearsal';
import * as stock from './stock';
import * as storeCampaigns from './storeCampaigns';
import * as forecast from './forecast';
import * as storeOrders from './storeOrders';
import * as stores from './stores';
import * as supply from './supply';
import * as till from './till';

type Modules = typeof stores &
  typeof campaigns &
  typeof storeCampaigns &
  typeof bundles &
  typeof hqCoupons &
  typeof rehearsal &
  typeof regions &
  typeof reports &
  typeof hqLedger &
  typeof catalog &
  typeof coupons &
  typeof orders &
  typeof storeOrders &
  typeof members &
  typeof people &
  typeof privacy &
  typeof audit &
  typeof stock &
  typeof counts &
  typeof supply &
  typeof purchasing &
  typeof forecast &
  typeof advice &
  typeof insights &
  typeof assets &
  typeof assetsDesk &
  typeof hqMoney &
  typeof moneyTimers &
  typeof aftersales &
  typeof afterSalesDesk &
  typeof afterSalesHq &
  typeof till &
  typeof counter;

/** Every call of the product, by name. */
export type Calls = { [K in keyof Modules as Modules[K] extends CallSpec ? K : never]: Modules[K] };
export type CallName = keyof Calls;

const isCall = (value: unknown): value is CallSpec =>
  typeof value === 'object' && value !== null && 'who' in value && 'context' in value;

/** The same at run time: the modules' exports that are calls. */
export const calls = Object.fromEntries(
  [
    campaigns,
    storeCampaigns,
    bundles,
    hqCoupons,
    rehearsal,
    regions,
    reports,
    hqLedger,
    stores,
    catalog,
    coupons,
    orders,
    storeOrders,
    members,
    people,
    privacy,
    audit,
    stock,
    counts,
    supply,
    purchasing,
    forecast,
    advice,
    insights,
    assets,
    assetsDesk,
    hqMoney,
    moneyTimers,
    aftersales,
    afterSalesDesk,
    afterSalesHq,
    till,
    counter,
  ]
    .flatMap((module) => Object.values(module) as unknown[])
    .filter(isCall)
    .map((spec) => [spec.name, spec]),
) as Calls;

/** Name of the deployable that serves a call. */
export const deployableOf = (name: CallName): string => (calls[name] as CallSpec).deploy ?? name;
