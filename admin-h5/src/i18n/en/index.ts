import type { Words } from '../zh/index';
import { prices, shelf } from './advice';
import { audit } from './audit';
import { board } from './board';
import { bundles } from './bundles';
import {
  asks,
  campaigns,
  holders,
  rehearsal,
  results,
  ruleFields,
  ruleHints,
  ruleSections,
  ruleTypes,
  ruleWhat,
  weekdays,
} from './campaigns';
import { cases } from './cases';
import { common } from './common';
import { compare } from './compare';
import { coupons, scope } from './coupons';
import { accuracy, forecast } from './forecast';
import { ledger, settle } from './ledger';
import { members } from './members';
import { orders } from './orders';
import { password, people } from './people';
import { products } from './products';
import { regions } from './regions';
import { purchasing, supplier } from './purchasing';
import { rules } from './rules';
import { shops } from './shops';
import { alerts, counts, stock } from './stock';
import { requests, suggest, transfers } from './supply';
import { tills } from './tills';

export const en: Words = {
  ...common,
  board,
  bundles,
  regions,
  compare,
  orders,
  shops,
  products,
  stock,
  alerts,
  counts,
  purchasing,
  supplier,
  forecast,
  accuracy,
  suggest,
  transfers,
  requests,
  prices,
  shelf,
  cases,
  asks,
  campaigns,
  holders,
  rehearsal,
  results,
  ruleFields,
  ruleHints,
  ruleSections,
  ruleTypes,
  ruleWhat,
  weekdays,
  coupons,
  scope,
  members,
  rules,
  ledger,
  settle,
  people,
  password,
  tills,
  audit,
};
