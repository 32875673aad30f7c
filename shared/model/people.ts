import type { GrantScope, OnShift } from '#shared/domain/rights';
import type { BlindIndex, Sealed } from './values';

export interface MemberDoc {
  /** `m_` + blind index of the openid. */
  _id: string;
  openid: Sealed;
  nickname: string;
  /** Bound by WeChat's own check; absent until then. */
  phone?: Sealed;
  phoneIdx?: BlindIndex;
  /** 138****1234 */
  phoneMasked?: string;
  /** Staff record this WeChat is bound to: guard of "one person, one staff record". */
  staffId?: string;
  createdAt: number;
  lastStoreId: string | null;
  /** When the person left: nothing personal is kept since. */
  deletedAt?: number;
}

/** `_id` = memberId; at most 20 addresses, so that one document is the whole book. */
export interface AddressBookDoc {
  _id: string;
  addresses: {
    addressId: string;
    /** JSON of name, phone, region, detail, sealed as one. */
    sealed: Sealed;
    tag: string;
    loc: { lng: number; lat: number };
    isDefault: boolean;
  }[];
}

export interface StaffDoc {
  _id: string;
  name: string;
  phone: Sealed | null;
  phoneIdx: BlindIndex | null;
  /** Blind index of the bound WeChat openid; null until bound. */
  openidIdx: BlindIndex | null;
  /** Login account of the web console (CloudBase auth user id); null for shop staff. */
  uid: string | null;
  status: 'active' | 'left';
  grants: Grant[];
  /** Where the person is clocked in; null or absent when off duty. Grants "on shift only" ask for it. */
  onShift?: OnShift | null;
  /** Name of the person's own login at HQ (`hqLogins`); absent: an account of the platform, or none. */
  login?: string;
  /** The password is one somebody else knows: it has to be changed before anything else. */
  passwordDue?: boolean;
  lastSeenAt: number | null;
  createdAt: number;
}

/** Lives inside the person's document: one read decides, and revoking is one write. */
export interface Grant {
  grantId: string;
  role: string;
  scope: GrantScope;
  /** storeId, regionId, supplierId, or `*` for HQ. */
  scopeId: string;
  from: number;
  /** Epoch ms; null without end. */
  to: number | null;
  /** Holds only while the person is clocked in at that shop. */
  shiftOnly?: boolean;
}

/** `_id` = name to sign in with at headquarters. */
export interface HqLoginDoc {
  _id: string;
  staffId: string;
  /** `scrypt.<log N>.<r>.<p>.<salt>.<hash>` */
  hash: string;
  /** Tries in a row that were not right. */
  failures: number;
  /** Epoch ms before which nobody signs in; 0: free. */
  lockedUntil: number;
  changedAt: number;
}

/** `_id` = blind index of the code. */
export interface StaffInviteDoc {
  _id: string;
  staffId: string;
  expiresAt: number;
  usedAt: number | null;
}
