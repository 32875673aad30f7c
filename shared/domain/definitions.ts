/** What every figure of the board means; shown beside the figures, so that nobody has to guess. */
export const DEFINITIONS: readonly {
  readonly key: string;
  readonly name: string;
  readonly definition: string;
}[] = [
  {
    key: 'salesFen',
    name: '销售额',
    definition:
      '当日支付的商品金额 − 当日退款的商品金额（已减优惠，不含运费）；支付按支付时间、退款按同意退款时间计入当日。余额支付按消费计入，充值、购卡不计',
  },
  {
    key: 'refundFen',
    name: '退款额',
    definition:
      '当日同意的商品退款金额（不含运费），已从当日销售额中减去，不回改下单日；订单失效后才到账又原路退回的款项、充值退款不计',
  },
  {
    key: 'orders',
    name: '支付订单数',
    definition: '当日支付成功的订单笔数，含 0 元订单；之后取消的不减',
  },
  { key: 'pieces', name: '销售件数', definition: '当日支付订单的商品件数，退货、缺货不减' },
  {
    key: 'profitFen',
    name: '毛利',
    definition: '销售额 − 已售且未退商品的成本（按下单时的成本价）；不含运费、活动补贴和费用',
  },
  {
    key: 'turnover',
    name: '库存周转率',
    definition:
      '本期已售商品成本 ÷ 平均库存成本；平均库存取每天凌晨盘点的在店库存 × 成本价，多店为各店平均之和。只算有盘点的门店，没有盘点时不显示',
  },
  {
    key: 'outRate',
    name: '断货率',
    definition: '凌晨盘点时在架商品中在店库存为 0 的比例（礼盒不计），多天为合计之比',
  },
  {
    key: 'sameStore',
    name: '可比店',
    definition: '本期和对比期都至少有一半天数有支付订单的门店；新开、已闭和停业过半的不算',
  },
  {
    key: 'recount',
    name: '销售复核',
    definition:
      '每天 04:15 用订单和退款逐单重算上一营业日，与销售汇总比对；不一致的门店会报警，并列出两个数',
  },
  { key: 'averageFen', name: '客单价', definition: '销售额 ÷ 支付订单数；没有订单时不显示' },
  {
    key: 'day',
    name: '营业日',
    definition: '北京时间 04:00 至次日 04:00；夜间店零点后的销售算前一天',
  },
  {
    key: 'lastWeek',
    name: '上周同期',
    definition:
      '上周同一星期几截至同一时刻：销售额（支付减退款）按小时累计（进行中的一小时按分钟比例），订单数、件数、退款按当日销售额进度折算',
  },
  {
    key: 'waiting',
    name: '待处理订单',
    definition: '已支付、未备好货的订单（待接单、已接单、备货中）',
  },
  { key: 'late', name: '超时未接', definition: '已支付但超过应接单时间仍未接单的订单' },
  {
    key: 'alerts',
    name: '库存预警',
    definition:
      '预计可用（可用 + 在途 + 待发货调拨 + 待审批要货）低于安全库存、未暂停提醒的门店商品数',
  },
  { key: 'outOfStock', name: '断货商品', definition: '库存预警中可用库存已为 0 的门店商品数' },
  { key: 'inTransit', name: '在途调拨', definition: '已发货、未收货的调拨单数' },
  { key: 'pendingRefunds', name: '待退款', definition: '已同意但支付公司尚未确认到账的退款笔数' },
  {
    key: 'asOf',
    name: '数据时间',
    definition: '页面取数的时刻；销售由事件汇总，正常在支付后一分钟内计入',
  },
];
