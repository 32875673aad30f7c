import type { DeliveryArea, StoreHours } from '#shared/domain/store';
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
  version: number;
  createdAt: number;
  updatedAt: number;
}
