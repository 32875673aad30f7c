import * as z from 'zod';
import { HQ_ROLES, STORE_ROLES, defineCall } from './kit';
import {
  Count,
  Day,
  Fen,
  Id,
  Line,
  Mode,
  Note,
  Place,
  Point,
  RequestId,
  TablePage,
  Text,
  Time,
  tableOf,
  orderOf,
} from './shapes';

/** Minutes of the local day; an end above 1440 lies after midnight. */
const Span = z
  .object({ start: z.int().min(0).max(1439), end: z.int().min(1).max(2880) })
  .refine((s) => s.end > s.start && s.end - s.start <= 1440);
/** Seven lists of spans, Sunday first. */
const WeekHours = z.array(z.array(Span).max(4)).length(7);
const SpecialDay = z.object({ day: Day, spans: z.array(Span).max(4), note: Note(40) });
const Closure = z.object({ from: Time, to: Time, reason: Text(60) });
const Ring = z
  .array(z.tuple([z.number(), z.number()]))
  .min(4)
  .max(200);
const DeliveryArea = z.object({
  /** Rings of [lng, lat] (GCJ-02): the outline first, then holes. Without it the radius rules. */
  polygon: z.array(Ring).max(6).nullable(),
  radiusM: z.int().min(0).max(50_000),
  /** Fee by distance, ascending `uptoM`; the last one bounds the area too. */
  tiers: z
    .array(z.object({ uptoM: z.int().min(1), feeFen: Fen, etaMin: z.int().min(1).max(600) }))
    .min(1)
    .max(10),
  minOrderFen: Fen,
  freeFromFen: Fen.nullable(),
});
const SlotRule = z.object({
  lenMin: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120)]),
  /** Orders one slot takes. */
  capacity: z.int().min(1).max(500),
  daysAhead: z.int().min(0).max(6),
});
const SlotRules = z.object({ pickup: SlotRule.nullable(), delivery: SlotRule.nullable() });
const StoreStatus = z.enum(['draft', 'open', 'paused', 'closing', 'closed']);

const WhyNot = z.object({
  code: z.enum([
    'CLOSED_NOW',
    'PAUSED',
    'OUT_OF_AREA',
    'SHORT_STOCK',
    'BELOW_MINIMUM',
    'NO_SERVICE',
  ]),
  text: z.string(),
});

export const StoreCard = z.object({
  storeId: Id,
  name: z.string(),
  city: z.string(),
  district: z.string(),
  address: z.string(),
  phone: z.string(),
  image: z.string(),
  tags: z.array(z.string()),
  loc: Place,
  /** Metres from the asked point; null when none was given. */
  distanceM: z.number().nullable(),
  canServe: z.boolean(),
  whyNot: z.array(WhyNot),
  openNow: z.boolean(),
  /** Next opening or closing, epoch ms. */
  changesAt: Time.nullable(),
  hoursText: z.string(),
  prepMin: z.int(),
  pickup: z.boolean(),
  delivery: z.object({ feeFen: Fen, minOrderFen: Fen, etaMin: z.int() }).nullable(),
  missing: z.array(z.object({ skuId: Id, title: z.string(), left: Count })),
});

export const locateStore = defineCall('locateStore', {
  context: 'stores',
  title: '找能为我服务的门店',
  who: ['anonymous'],
  input: z.object({
    /** Where the shopper is; for delivery, where the goods go. */
    point: Point.optional(),
    mode: Mode.default('pickup'),
    cart: z.array(Line).max(50).default([]),
    city: z.string().max(30).optional(),
    query: z.string().max(40).optional(),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.object({
    asOf: Time,
    stores: z.array(StoreCard),
    /** First shop that can serve; null when none can. */
    bestStoreId: Id.nullable(),
    cities: z.array(z.object({ city: z.string(), stores: Count })),
  }),
});

export const getStore = defineCall('getStore', {
  context: 'stores',
  title: '查看门店',
  who: ['anonymous'],
  input: z.object({ storeId: Id, point: Point.optional() }),
  output: StoreCard.extend({
    week: z.array(z.object({ label: z.string(), text: z.string(), today: z.boolean() })),
    notice: z.string(),
    area: z.object({ polygon: z.array(Ring).nullable(), radiusM: z.int() }),
  }),
});

export const listSlots = defineCall('listSlots', {
  context: 'stores',
  deploy: 'getStore',
  title: '可选的取货、送达时间',
  who: ['shopper'],
  input: z.object({ storeId: Id, mode: Mode, addressId: Id.nullable().default(null) }),
  output: z.object({
    /** The shop works by slots: one has to be chosen. */
    needed: z.boolean(),
    slots: z.array(
      z.object({ slotId: Id, from: Time, until: Time, text: z.string(), left: Count }),
    ),
  }),
});

// ---- HQ ----

export const StoreForm = z.object({
  code: Text(20),
  name: Text(40),
  type: z.enum(['direct', 'franchise']),
  city: Text(20),
  district: Text(20),
  address: Text(100),
  phone: Text(20),
  loc: Place,
  tags: z.array(Text(10)).max(10),
  prepMin: z.int().min(0).max(240),
  pickup: z.boolean(),
  delivery: z.boolean(),
  notice: Note(120),
});
/** What is stored may be older than today's form rules, or imported: a list shows it all the same. */
const StoreRow = StoreForm.extend({
  code: z.string(),
  name: z.string(),
  city: z.string(),
  district: z.string(),
  address: z.string(),
  phone: z.string(),
  tags: z.array(z.string()),
  prepMin: z.int(),
  notice: z.string(),
  storeId: Id,
  status: StoreStatus,
  statusReason: z.string(),
  openNow: z.boolean(),
  hoursText: z.string(),
  staff: Count,
  version: z.int(),
});
const LooseSlot = z.object({ lenMin: z.int(), capacity: z.int(), daysAhead: z.int() });
const StoreFull = StoreRow.extend({
  hours: WeekHours,
  specialDays: z.array(SpecialDay),
  closures: z.array(Closure),
  lastOrderMin: z.int(),
  area: DeliveryArea,
  slots: z.object({ pickup: LooseSlot.nullable(), delivery: LooseSlot.nullable() }),
});

const hq = { context: 'stores', deploy: 'hqStores' } as const;
const merch = ['hqOwner', 'hqMerch', 'regionManager'] as const;
const VersionedStore = { requestId: RequestId, storeId: Id, version: z.int() };
const Saved = z.object({ storeId: Id, version: z.int() });

export const StoreSort = orderOf('code', 'name', 'district');
export const listStoresHq = defineCall('listStoresHq', {
  ...hq,
  title: '门店列表',
  who: HQ_ROLES,
  input: z.object({
    query: z.string().max(40).optional(),
    status: StoreStatus.optional(),
    sort: StoreSort.optional(),
    ...TablePage,
  }),
  output: tableOf(StoreRow),
});

export const getStoreHq = defineCall('getStoreHq', {
  ...hq,
  title: '门店详情',
  who: HQ_ROLES,
  scope: 'storeId',
  input: z.object({ storeId: Id }),
  output: StoreFull,
});

export const saveStore = defineCall('saveStore', {
  ...hq,
  title: '新建或修改门店',
  who: merch,
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id.optional(),
    version: z.int().optional(),
    form: StoreForm,
  }),
  output: Saved,
  errors: {
    CODE_TAKEN: '这个门店编码已被使用，请换一个',
    STALE: '这家门店刚被别人改过，请刷新后再改',
  },
});

export const changeStoreStatus = defineCall('changeStoreStatus', {
  ...hq,
  title: '开店、暂停、关店',
  who: merch,
  once: true,
  scope: 'storeId',
  input: z.object({ ...VersionedStore, to: StoreStatus, reason: Note(60) }),
  output: Saved,
  errors: {
    STALE: '这家门店刚被别人改过，请刷新后再改',
    ILLEGAL_MOVE: '门店不能从现在的状态直接变成所选状态',
    NOT_READY: '门店资料还不齐（营业时间、位置、服务方式），请先补全再开店',
    STILL_OPEN_WORK:
      '门店还有事没处理完（订单、售后、调拨、库存、钱款或店员），请按闭店清单处理完再关店',
  },
});

export const getClosingList = defineCall('getClosingList', {
  ...hq,
  title: '闭店清单',
  who: HQ_ROLES,
  scope: 'storeId',
  input: z.object({ storeId: Id }),
  output: z.object({
    status: StoreStatus,
    items: z.array(z.object({ item: z.string(), left: Count, text: z.string() })),
    ready: z.boolean(),
  }),
});

export const setHours = defineCall('setHours', {
  ...hq,
  title: '设置营业时间',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({
    ...VersionedStore,
    hours: WeekHours,
    specialDays: z.array(SpecialDay).max(60),
    closures: z.array(Closure).max(20),
    lastOrderMin: z.int().min(0).max(240),
  }),
  output: Saved,
  errors: {
    STALE: '这家门店刚被别人改过，请刷新后再改',
    OVERLAP: '营业时段有重叠，请调整后再保存',
  },
});

export const setDeliveryArea = defineCall('setDeliveryArea', {
  ...hq,
  title: '设置配送范围',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({ ...VersionedStore, area: DeliveryArea }),
  output: Saved,
  errors: {
    STALE: '这家门店刚被别人改过，请刷新后再改',
    BAD_SHAPE: '配送范围的边界自相交叉或没有闭合，请重新绘制',
  },
});

export const setSlots = defineCall('setSlots', {
  ...hq,
  title: '设置取货和送达时段',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({ ...VersionedStore, slots: SlotRules }),
  output: Saved,
  errors: { STALE: '这家门店刚被别人改过，请刷新后再改' },
});

const StaffRow = z.object({
  staffId: Id,
  name: z.string(),
  phoneMasked: z.string(),
  grants: z.array(
    z.object({
      grantId: Id,
      role: z.string(),
      scope: z.enum(['hq', 'region', 'store', 'supplier']),
      scopeId: z.string(),
      scopeName: z.string(),
      /** Holds only while clocked in. */
      shiftOnly: z.boolean(),
      to: Time.nullable(),
    }),
  ),
  status: z.enum(['active', 'left']),
  bound: z.boolean(),
  lastSeenAt: Time.nullable(),
});

export const listStaff = defineCall('listStaff', {
  ...hq,
  title: '员工列表',
  who: [...HQ_ROLES, 'storeManager'],
  input: z.object({ storeId: Id.optional(), query: z.string().max(40).optional(), ...TablePage }),
  output: tableOf(StaffRow),
});

export const saveStaff = defineCall('saveStaff', {
  ...hq,
  title: '添加或修改店员',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    staffId: Id.optional(),
    name: Text(20),
    phone: z
      .string()
      .regex(/^1\d{10}$/)
      .optional(),
    roles: z
      .array(z.enum([...STORE_ROLES, 'device']))
      .min(1)
      .max(5),
    /** The roles hold only while the person is clocked in here. */
    shiftOnly: z.boolean().default(false),
    /** The roles end by themselves at this moment; null: never. */
    until: Time.nullable().default(null),
  }),
  /** `inviteCode` binds the person's WeChat on first use of the staff tab. */
  output: z.object({ staffId: Id, inviteCode: z.string().nullable() }),
  errors: { PHONE_TAKEN: '这个手机号已经登记给另一位员工' },
});

export const revokeStaff = defineCall('revokeStaff', {
  ...hq,
  title: '收回店员权限',
  who: [...merch, 'storeManager'],
  once: true,
  scope: 'storeId',
  input: z.object({ requestId: RequestId, storeId: Id, staffId: Id, reason: Note(60) }),
  output: z.object({ revoked: Count }),
});
