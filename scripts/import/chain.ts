import { createHash } from 'node:crypto';
import { addDays } from '#shared/domain/time';
import type {
  DemandDoc,
  ListingDoc,
  SalesDayDoc,
  SkuDoc,
  StockDoc,
  StockMoveDoc,
  StoreDoc,
} from '#shared/model/docs';
import type { WorldDocs } from '../seed/world';
import type { Checked } from './check';
import type { Fault } from './columns';

export interface Files {
  readonly stores?: Checked<'stores'> & { file: string };
  readonly products?: Checked<'products'> & { file: string };
  readonly stock?: Checked<'stock'> & { file: string };
  readonly sales?: Checked<'sales'> & { file: string };
}
/** What the system holds already; files may refer to it. */
export interface Known {
  readonly stores: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, { skuId: string; listPriceFen: number; costFen: number }>;
  readonly categories: ReadonlyMap<string, string>;
}

const idOf = (prefix: string, text: string): string =>
  `${prefix}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;

/** The documents of the files, and what is wrong between rows and files. Pure. */
export function makeChain(
  files: Files,
  known: Known,
  now: number,
): { docs: WorldDocs; faults: Fault[] } {
  const faults: Fault[] = [files.stores, files.products, files.stock, files.sales].flatMap(
    (f) => f?.faults ?? [],
  );
  const stores = new Map(known.stores);
  const products = new Map(known.products);
  const categories = new Map(known.categories);
  const docs: WorldDocs = {};

  docs.stores = (files.stores?.rows ?? []).flatMap(({ at, values }): StoreDoc[] => {
    const fault = (column: string, message: string): void => {
      faults.push({ file: files.stores?.file ?? '', row: at, column, message });
    };
    if (stores.has(values.code)) fault('门店编码', `“${values.code}” 已经存在，门店编码不能重复`);
    if (values.closes <= values.opens || values.closes - values.opens > 1_440)
      fault('关门', '关门要晚于开门，且一天内；过午夜写 25:00 这样的时间');
    const id = idOf('s', values.code);
    stores.set(values.code, id);
    return [storeDoc(id, values, now)];
  });

  docs.categories = [];
  docs.barcodes = [];
  docs.skus = (files.products?.rows ?? []).flatMap(({ at, values }): SkuDoc[] => {
    const fault = (column: string, message: string): void => {
      faults.push({ file: files.products?.file ?? '', row: at, column, message });
    };
    if (products.has(values.barcode)) fault('条码', `“${values.barcode}” 已经存在，条码不能重复`);
    let categoryId = categories.get(values.category);
    if (categoryId === undefined) {
      categoryId = idOf('c', values.category);
      categories.set(values.category, categoryId);
      docs.categories?.push({ _id: categoryId, name: values.category, sort: categories.size });
    }
    const floor = values.floorPriceFen ?? values.costFen;
    const ceiling = values.ceilingPriceFen ?? Math.floor(values.listPriceFen * 1.2);
    if (values.listPriceFen < 1) fault('统一价(元)', '要大于 0');
    if (floor > values.listPriceFen || ceiling < values.listPriceFen)
      fault('统一价(元)', '要满足 最低价 ≤ 统一价 ≤ 最高价');
    const skuId = `sku_${values.barcode}`;
    products.set(values.barcode, {
      skuId,
      listPriceFen: values.listPriceFen,
      costFen: values.costFen,
    });
    docs.barcodes?.push({ _id: values.barcode, skuId });
    return [
      {
        _id: skuId,
        spuId: `spu_${values.barcode}`,
        title: values.title,
        spec: values.spec ?? '',
        brand: values.brand ?? '',
        categoryId,
        barcode: values.barcode,
        unit: values.unit,
        packSize: values.packSize,
        listPriceFen: values.listPriceFen,
        costFen: values.costFen,
        floorPriceFen: floor,
        ceilingPriceFen: ceiling,
        shelfLifeDays: values.shelfLifeDays ?? null,
        description: '',
        image: '',
        images: [],
        tags: [],
        status: 'onSale',
        version: 1,
        updatedAt: now,
      },
    ];
  });

  // A cell is one shop × product; sales may tell of goods that are not in stock, and the other way round.
  const cells = new Map<string, { storeId: string; skuId: string }>();
  const cellOf = (
    file: string,
    at: number,
    storeCode: string,
    barcode: string,
  ): string | undefined => {
    const storeId = stores.get(storeCode);
    const skuId = products.get(barcode)?.skuId;
    if (storeId === undefined)
      faults.push({
        file,
        row: at,
        column: '门店编码',
        message: `没有编码是 “${storeCode}” 的门店`,
      });
    if (skuId === undefined)
      faults.push({ file, row: at, column: '条码', message: `没有条码是 “${barcode}” 的商品` });
    if (storeId === undefined || skuId === undefined) return undefined;
    const key = `${storeId}:${skuId}`;
    cells.set(key, { storeId, skuId });
    return key;
  };

  const series = new Map<string, Map<string, { sold: number; out: number; pct: number }>>();
  for (const { at, values } of files.sales?.rows ?? []) {
    const key = cellOf(files.sales?.file ?? '', at, values.storeCode, values.barcode);
    if (key === undefined) continue;
    const days = series.get(key) ?? new Map<string, { sold: number; out: number; pct: number }>();
    if (days.has(values.day))
      faults.push({
        file: files.sales?.file ?? '',
        row: at,
        column: '日期',
        message: '同一门店、商品、日期出现了两次',
      });
    days.set(values.day, {
      sold: values.sold,
      out: values.outHours ?? 0,
      pct: values.pricePct ?? 100,
    });
    series.set(key, days);
  }
  docs.demand = [...series].map(([key, days]) => demandDoc(key, cells.get(key), days));
  docs.salesDays = salesDays(docs.demand, [...products.values()]);

  const perDay = new Map(
    docs.demand.map((d) => [
      d._id,
      d.sold.slice(-28).reduce((a, b) => a + b, 0) / Math.min(28, d.sold.length),
    ]),
  );
  const seen = new Set<string>();
  docs.stock = [];
  docs.stockMoves = [];
  for (const { at, values } of files.stock?.rows ?? []) {
    const key = cellOf(files.stock?.file ?? '', at, values.storeCode, values.barcode);
    const cell = key === undefined ? undefined : cells.get(key);
    if (key === undefined || !cell) continue;
    if (seen.has(key))
      faults.push({
        file: files.stock?.file ?? '',
        row: at,
        column: '条码',
        message: '同一门店和商品出现了两次',
      });
    seen.add(key);
    docs.stock.push(
      stockDoc(
        key,
        cell,
        values.pieces,
        values.safety ?? Math.ceil((perDay.get(key) ?? 0) * 2),
        now,
      ),
    );
    if (values.pieces > 0) docs.stockMoves.push(openingMove(key, cell, values.pieces, now));
  }
  docs.listings = [...cells].map(([key, cell], sort) => listingDoc(key, cell, sort, now));
  return { docs, faults };
}

function storeDoc(
  id: string,
  row: Checked<'stores'>['rows'][number]['values'],
  now: number,
): StoreDoc {
  const reach = row.radiusM ?? 0;
  return {
    _id: id,
    code: row.code,
    name: row.name,
    type: row.type === '直营' ? 'direct' : 'franchise',
    status: 'open',
    statusReason: '',
    regionId: idOf('r', row.city),
    city: row.city,
    district: row.district,
    address: row.address,
    phone: row.phone,
    image: '',
    loc: { type: 'Point', coordinates: [row.lng, row.lat] },
    tags: [],
    prepMin: 15,
    pickup: true,
    delivery: reach > 0,
    notice: '',
    hours: {
      week: Array.from({ length: 7 }, () => [{ start: row.opens, end: row.closes }]),
      specialDays: [],
      closures: [],
      lastOrderMin: 15,
    },
    area: {
      polygon: null,
      radiusM: reach,
      tiers: [{ uptoM: Math.max(1, reach), feeFen: 500, etaMin: 45 }],
      minOrderFen: 2_000,
      freeFromFen: null,
    },
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** Days without a row in between sold nothing and were not out of stock. */
function demandDoc(
  key: string,
  cell: { storeId: string; skuId: string } | undefined,
  days: ReadonlyMap<string, { sold: number; out: number; pct: number }>,
): DemandDoc {
  const sorted = [...days.keys()].sort();
  const from = sorted[0] ?? '';
  const last = sorted.at(-1) ?? from;
  const doc: DemandDoc = {
    _id: key,
    storeId: cell?.storeId ?? '',
    skuId: cell?.skuId ?? '',
    from,
    sold: [],
    outHours: [],
    pricePct: [],
  };
  for (let day = from; day <= last; day = addDays(day, 1)) {
    const entry = days.get(day);
    doc.sold.push(entry?.sold ?? 0);
    doc.outHours.push(entry?.out ?? 0);
    doc.pricePct.push(entry?.pct ?? 100);
  }
  return doc;
}

/** Till sales by shop and day; the files tell no hours and no tickets, so these stay empty. */
function salesDays(
  demand: readonly DemandDoc[],
  products: readonly { skuId: string; listPriceFen: number; costFen: number }[],
): SalesDayDoc[] {
  const priceOf = new Map(products.map((p) => [p.skuId, p]));
  const books = new Map<string, SalesDayDoc>();
  for (const d of demand) {
    const product = priceOf.get(d.skuId);
    if (!product) continue;
    d.sold.forEach((pieces, i) => {
      if (pieces === 0) return;
      const day = addDays(d.from, i);
      const id = `${d.storeId}:${day}`;
      const book: SalesDayDoc = books.get(id) ?? {
        _id: id,
        storeId: d.storeId,
        day,
        salesFen: 0,
        orders: 0,
        refundFen: 0,
        pieces: 0,
        costFen: 0,
        hours: {},
        skus: {},
      };
      const fen = Math.round((pieces * product.listPriceFen * (d.pricePct[i] ?? 100)) / 100);
      book.salesFen += fen;
      book.pieces += pieces;
      book.costFen += pieces * product.costFen;
      book.skus[d.skuId] = { n: pieces, fen };
      books.set(id, book);
    });
  }
  return [...books.values()].map((book) => {
    const { salesFen, orders, refundFen, pieces, costFen } = book;
    return { ...book, base: { salesFen, orders, refundFen, pieces, costFen } };
  });
}

const stockDoc = (
  key: string,
  cell: { storeId: string; skuId: string },
  pieces: number,
  safety: number,
  now: number,
): StockDoc => ({
  _id: key,
  ...cell,
  available: pieces,
  reserved: 0,
  holds: [],
  inTransitIn: 0,
  safety,
  specialSold: 0,
  updatedAt: now,
});

const openingMove = (
  key: string,
  cell: { storeId: string; skuId: string },
  pieces: number,
  now: number,
): StockMoveDoc => ({
  _id: `import:OPENING:${key}`,
  ...cell,
  type: 'OPENING',
  qty: pieces,
  after: pieces,
  refType: 'seed',
  refId: 'import',
  by: 'import',
  at: now,
});

const listingDoc = (
  key: string,
  cell: { storeId: string; skuId: string },
  sort: number,
  now: number,
): ListingDoc => ({
  _id: key,
  ...cell,
  onShelf: true,
  sort,
  storePriceFen: null,
  special: null,
  updatedAt: now,
});
