/** Demo people. Phones and addresses are made up; the numbers lie in a range that is not given out. */
export interface ShopperSeed {
  readonly openid: string;
  readonly name: string;
  readonly phone: string;
  readonly region: string;
  readonly detail: string;
  readonly lng: number;
  readonly lat: number;
}
export const shoppers: readonly ShopperSeed[] = [
  {
    openid: 'oShopperLinYue01',
    name: '林悦',
    phone: '19900000101',
    region: '杭州市拱墅区朝晖二区',
    detail: '12 幢 3 单元 502',
    lng: 120.1689,
    lat: 30.2806,
  },
  {
    openid: 'oShopperChenMo02',
    name: '陈默',
    phone: '19900000102',
    region: '杭州市西湖区文三新村',
    detail: '7 幢 201',
    lng: 120.1263,
    lat: 30.2771,
  },
  {
    openid: 'oShopperWangXin03',
    name: '王欣',
    phone: '19900000103',
    region: '杭州市上城区城东公园旁',
    detail: '景芳三区 21 幢',
    lng: 120.2012,
    lat: 30.2523,
  },
  {
    openid: 'oShopperZhaoLei04',
    name: '赵磊',
    phone: '19900000104',
    region: '杭州市滨江区星光大道',
    detail: '2 幢 1806',
    lng: 120.2098,
    lat: 30.2107,
  },
  {
    openid: 'oShopperSunTian05',
    name: '孙甜',
    phone: '19900000105',
    region: '杭州市钱塘区学林街',
    detail: '学生公寓 5-412',
    lng: 120.3421,
    lat: 30.3117,
  },
  {
    openid: 'oShopperOuYang06',
    name: '欧阳修远',
    phone: '19900000106',
    region: '杭州市余杭区良睦路',
    detail: '海创园 3 号楼 12 层前台',
    lng: 120.0052,
    lat: 30.2832,
  },
];

export interface StaffSeed {
  readonly id: string;
  readonly openid: string;
  readonly name: string;
  readonly phone: string;
  readonly grants: readonly { role: string; storeId: string }[];
}
const at = (storeId: string, ...roles: string[]) => roles.map((role) => ({ role, storeId }));
export const staff: readonly StaffSeed[] = [
  {
    id: 'st_zhou',
    openid: 'oStaffZhouQin01',
    name: '周沁',
    phone: '19900000201',
    grants: at('hz01', 'storeManager'),
  },
  {
    id: 'st_he',
    openid: 'oStaffHeYi02',
    name: '何屹',
    phone: '19900000202',
    grants: at('hz01', 'picker'),
  },
  {
    id: 'st_xu',
    openid: 'oStaffXuLan03',
    name: '许岚',
    phone: '19900000203',
    grants: [...at('hz01', 'cashier'), ...at('hz02', 'cashier')],
  },
  {
    id: 'st_gao',
    openid: 'oStaffGaoYuan04',
    name: '高源',
    phone: '19900000204',
    grants: at('hz02', 'storeManager'),
  },
  {
    id: 'st_ma',
    openid: 'oStaffMaLi05',
    name: '马莉',
    phone: '19900000205',
    grants: at('hz03', 'storeManager'),
  },
  {
    id: 'st_tang',
    openid: 'oStaffTangNing06',
    name: '唐宁',
    phone: '19900000206',
    grants: at('hz08', 'storeManager', 'picker'),
  },
];

export interface HqSeed {
  readonly id: string;
  readonly uid: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly title: string;
}
/** Password of every demo account of the local run. */
export const DEMO_PASSWORD = 'liandian';
export const hq: readonly HqSeed[] = [
  {
    id: 'hq_owner',
    uid: 'uid_owner',
    username: 'admin',
    name: '沈总',
    role: 'hqOwner',
    title: '总部负责人',
  },
  {
    id: 'hq_merch',
    uid: 'uid_merch',
    username: 'merch',
    name: '商品部 罗',
    role: 'hqMerch',
    title: '商品',
  },
  {
    id: 'hq_supply',
    uid: 'uid_supply',
    username: 'supply',
    name: '供应链 程',
    role: 'hqSupply',
    title: '供应链',
  },
  {
    id: 'hq_finance',
    uid: 'uid_finance',
    username: 'finance',
    name: '财务 顾',
    role: 'hqFinance',
    title: '财务（复核）',
  },
  {
    id: 'hq_marketing',
    uid: 'uid_marketing',
    username: 'marketing',
    name: '营销 俞',
    role: 'hqMarketing',
    title: '营销',
  },
  {
    id: 'hq_audit',
    uid: 'uid_audit',
    username: 'auditor',
    name: '内审 严',
    role: 'hqAuditor',
    title: '审计（只读）',
  },
];

/** Somebody of a supplier: sees that supplier's orders only, at `admin-h5/#/supplier`. */
export const vendors = [
  {
    id: 'v_fresh',
    uid: 'uid_vendor',
    username: 'vendor',
    name: '钱塘生鲜 方姐',
    supplierId: 'sup_fresh',
    title: '供应商',
  },
] as const;
