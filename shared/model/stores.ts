import type { DeliveryArea, StoreHours } from '#shared/domain/store';
import type { SlotRules } from '#shared/domain/slots';
import type { GeoPoint } from './values';

export interface StoreDoc {
  _id: string;
  code: string;
  name: string;
  type: 'direct' | 'franchise';
  status: 'draft' | 'open' | 'paused' | 'closing' | 'closed';
  statusReason: string;
  regionId: string;
  city: string;
  district: string;
  address: string;
  phone: string;
  image: string;
  loc: GeoPoint;
  tags: string[];
  prepMin: number;
  pickup: boolean;
  delivery: boolean;
  notice: string;
  hours: StoreHours;
  area: DeliveryArea;
  /** Times to choose for pick-up and delivery; absent: as soon as possible only. */
  slots?: SlotRules;
  version: number;
  createdAt: number;
  updatedAt: number;
}

/** `_id` = slot id: how many orders one slot has. What it may take stands in the shop's rule. */
export interface SlotDoc {
  _id: string;
  storeId: string;
  mode: 'pickup' | 'delivery';
  from: number;
  until: number;
  /** Orders that stand, and checkouts under way (`holds`). */
  booked: number;
  holds: { id: string; orderId: string; at: number }[];
  updatedAt: number;
}
