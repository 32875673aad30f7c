import * as z from 'zod';

/** What a cell may hold, told in the words of the sheet's user. */
export interface Column<T = unknown, R extends boolean = boolean> {
  readonly header: string;
  readonly example: string;
  readonly required: R;
  readonly read: z.ZodType<T, string>;
  readonly hint: string;
}

const text = (max: number) => z.string().trim().min(1).max(max);
/** Yuan with at most two decimals → fen, without passing through a float. */
const yuan = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,2})?$/)
  .transform((value) => {
    const [whole = '0', cents = ''] = value.split('.');
    return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  });
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
const degree = (limit: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(-limit).max(limit));
const clock = z
  .string()
  .regex(/^([01]?\d|2[0-9]|30):[0-5]\d$/)
  .transform((value) => {
    const [h = 0, m = 0] = value.split(':').map(Number);
    return h * 60 + m;
  });
const column = <T>(
  header: string,
  example: string,
  read: z.ZodType<T, string>,
  hint: string,
): Column<T, true> => ({ header, example, required: true, read, hint });
const optional = <T>(
  header: string,
  example: string,
  read: z.ZodType<T, string>,
  hint: string,
): Column<T, false> => ({ header, example, required: false, read, hint });

const code = text(20);
const barcode = z.string().regex(/^\d{8,14}$/);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(
    (value) =>
      !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
      new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
  );

/** The four files of a chain. Keys are used in code, headers stand in the first row. */
export const sheets = {
  stores: {
    code: column('门店编码', 'HZ001', code, '1–20 个字符，不重复'),
    name: column('门店名称', '武林广场店', text(40), '1–40 个字'),
    type: column('类型', '直营', z.enum(['直营', '加盟']), '直营 或 加盟'),
    city: column('城市', '杭州市', text(20), '必填'),
    district: column('区县', '拱墅区', text(20), '必填'),
    address: column('地址', '环城北路 208 号', text(100), '必填'),
    phone: column('电话', '0571-88881001', text(20), '必填'),
    lng: column('经度', '120.1646', degree(180), 'GCJ-02，例如 120.1646'),
    lat: column('纬度', '30.2741', degree(90), 'GCJ-02，例如 30.2741'),
    opens: column('开门', '07:00', clock, '时:分，例如 07:00'),
    closes: column('关门', '23:00', clock, '时:分；过午夜写 25:00 这样的时间'),
    radiusM: optional('配送半径(米)', '3000', whole(0, 50_000), '0 表示不配送'),
  },
  products: {
    barcode: column('条码', '6921734976543', barcode, '8–14 位数字，不重复'),
    title: column('商品名称', '光明 优倍鲜牛奶', text(60), '1–60 个字'),
    spec: optional('规格', '950ml', text(30), '最多 30 个字'),
    brand: optional('品牌', '光明', text(30), '最多 30 个字'),
    category: column('分类', '乳品冷藏', text(20), '必填；没有的分类会新建'),
    unit: column('单位', '瓶', text(6), '最多 6 个字'),
    packSize: column('每箱数量', '8', whole(1, 1_000), '1–1000'),
    listPriceFen: column('统一价(元)', '21.90', yuan, '例如 21.90'),
    costFen: column('成本(元)', '15.30', yuan, '例如 15.30'),
    floorPriceFen: optional('最低价(元)', '16.50', yuan, '空着等于成本'),
    ceilingPriceFen: optional('最高价(元)', '25.00', yuan, '空着等于统一价的 1.2 倍'),
    shelfLifeDays: optional('保质期(天)', '10', whole(1, 3_650), '没有保质期就空着'),
  },
  stock: {
    storeCode: column('门店编码', 'HZ001', code, '要在门店表或系统里'),
    barcode: column('条码', '6921734976543', barcode, '要在商品表或系统里'),
    pieces: column('现有数量', '24', whole(0, 99_999), '整数'),
    safety: optional('安全库存', '6', whole(0, 9_999), '空着按销量推算'),
  },
  sales: {
    day: column('日期', '2026-11-01', day, '例如 2026-11-01'),
    storeCode: column('门店编码', 'HZ001', code, '要在门店表或系统里'),
    barcode: column('条码', '6921734976543', barcode, '要在商品表或系统里'),
    sold: column('销量', '12', whole(0, 99_999), '整数件数'),
    outHours: optional('缺货小时', '0', whole(0, 24), '当天营业时间里缺货几小时'),
    pricePct: optional('成交价占比(%)', '100', whole(1, 100), '成交价是统一价的百分之几'),
  },
} as const satisfies Record<string, Record<string, Column>>;

export type SheetName = keyof typeof sheets;
type Value<C> =
  C extends Column<infer T, true> ? T : C extends Column<infer T, false> ? T | undefined : never;
export type Row<S extends SheetName> = {
  -readonly [K in keyof (typeof sheets)[S]]: Value<(typeof sheets)[S][K]>;
};

/** A row that cannot be taken, as its author finds it again. */
export interface Fault {
  readonly file: string;
  /** As the spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly message: string;
}
