import { money, when } from '../../ui/format';

/** What an entry is about, by the collection it changed. */
const THINGS: Readonly<Record<string, string>> = {
  stores: '门店',
  regions: '区域',
  skus: '商品',
  listings: '门店商品',
  stock: '库存',
  stockDocs: '库存单据',
  stockCounts: '盘点单',
  countLines: '盘点计数',
  stockLots: '批次',
  staff: '员工',
  staffInvites: '邀请码',
  orders: '订单',
  alerts: '预警',
  transfers: '调拨单',
  suggestionRuns: '调拨建议',
  replenishes: '要货单',
  coupons: '优惠券',
  couponTemplates: '券',
  couponGrants: '批量发券',
  campaigns: '营销活动',
  campaignRequests: '门店活动申请',
  rehearsals: '活动演练',
  assets: '会员资产',
  settings: '规则设置',
  settlements: '结算单',
  topUps: '充值',
};
const FIELDS: Readonly<Record<string, string>> = {
  status: '状态',
  statusReason: '状态说明',
  name: '名称',
  title: '名称',
  spec: '规格',
  address: '地址',
  phone: '电话',
  notice: '公告',
  loc: '位置',
  tags: '标签',
  hours: '营业时间',
  week: '每周营业时间',
  area: '配送范围',
  regionId: '所属区域',
  parentId: '上级区域',
  components: '礼盒内容',
  grants: '岗位',
  listPriceFen: '统一价',
  costFen: '成本价',
  floorPriceFen: '最低价',
  ceilingPriceFen: '最高价',
  storePriceFen: '门店价',
  special: '特价',
  onShelf: '上架',
  safety: '安全库存',
  safetySet: '安全库存',
  onHand: '在店',
  lines: '明细',
  snoozedUntil: '暂停提醒到',
  acceptedAt: '接单时间',
  prepMin: '备货时长',
};
const VALUES: Readonly<Record<string, string>> = {
  draft: '筹备 / 草稿',
  open: '营业 / 打开',
  paused: '暂停',
  closing: '闭店中',
  closed: '已关闭',
  onSale: '在售',
  offSale: '停售',
  paid: '待接单',
  accepted: '已接单',
  picking: '备货中',
  ready: '待取货',
  delivering: '配送中',
  completed: '已完成',
  cancelled: '已取消',
  approved: '已批准',
  shipped: '在途',
  received: '已收货',
  submitted: '待审批',
  rejected: '已驳回',
  active: '在职',
  left: '已离职',
  true: '是',
  false: '否',
};

export const thing = (target: string): string => THINGS[target] ?? target;
export const field = (name: string): string => FIELDS[name] ?? name;

/** Fen as money, times as times, states in words; all else as it was written. */
export function value(name: string, text: string): string {
  if (name.endsWith('Fen') && /^-?\d+$/.test(text)) return money(Number(text));
  if (/(At|Until|By)$/.test(name) && /^\d{13}$/.test(text)) return when(Number(text));
  if (/^[[{]/.test(text)) return digest(text);
  return VALUES[text] ?? text;
}

/** A whole list or form is told by its size; its text stands in the tooltip. */
function digest(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return `${parsed.length} 项`;
  } catch {
    // Long values are cut by the log: what is left shows the beginning.
  }
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
