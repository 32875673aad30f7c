import type { DeliveryArea, StoreHours, Span } from '#shared/domain/store';

/** Street positions in Hangzhou, GCJ-02, read off a public map by hand. */
export interface ShopSeed {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly address: string;
  readonly lng: number;
  readonly lat: number;
  readonly type: 'direct' | 'franchise';
  readonly status: 'draft' | 'open' | 'paused';
  readonly statusReason?: string;
  readonly tags: readonly string[];
  readonly hours: StoreHours;
  readonly area: DeliveryArea;
  readonly notice: string;
  /** What sells here more than elsewhere, by category. */
  readonly taste: Readonly<Record<string, number>>;
}

const h = (from: number, to: number): Span => ({
  start: Math.round(from * 60),
  end: Math.round(to * 60),
});
const week = (...spans: Span[]): Span[][] => Array.from({ length: 7 }, () => spans);
/** Weekdays and weekend apart. */
const split = (workday: Span[], weekend: Span[]): Span[][] =>
  Array.from({ length: 7 }, (_, d) => (d === 0 || d === 6 ? weekend : workday));
const hours = (days: Span[][], lastOrderMin = 15): StoreHours => ({
  week: days,
  specialDays: [],
  closures: [],
  lastOrderMin,
});

const tiers = (reachM: number) => [
  { uptoM: Math.round(reachM * 0.4), feeFen: 300, etaMin: 30 },
  { uptoM: Math.round(reachM * 0.75), feeFen: 500, etaMin: 40 },
  { uptoM: reachM, feeFen: 800, etaMin: 55 },
];
const radius = (radiusM: number, minOrderFen = 2_000): DeliveryArea => ({
  polygon: null,
  radiusM,
  tiers: tiers(radiusM),
  minOrderFen,
  freeFromFen: 8_900,
});
const polygon = (rings: [number, number][][], reachM: number): DeliveryArea => ({
  polygon: rings.map((ring) => [...ring, ring[0] as [number, number]]),
  radiusM: 0,
  tiers: tiers(reachM),
  minOrderFen: 2_500,
  freeFromFen: 9_900,
});

const office = { ready: 1.8, drink: 1.5, bakery: 1.4, staple: 0.4, paper: 0.6, baby: 0.3 };
const homes = { fruit: 1.3, veg: 1.5, dairy: 1.3, staple: 1.4, paper: 1.3, baby: 1.5, ready: 0.7 };
const campus = {
  snack: 1.9,
  noodle: 1.9,
  drink: 1.6,
  ready: 1.4,
  baby: 0.1,
  staple: 0.3,
  alcohol: 0.5,
};
const night = { alcohol: 2, noodle: 1.5, ready: 1.4, snack: 1.3, veg: 0.5, baby: 0.5 };

export const CITY = '杭州市';

export const shops: readonly ShopSeed[] = [
  {
    id: 'hz01',
    code: 'HZ001',
    name: '武林广场店',
    district: '拱墅区',
    address: '环城北路 208 号 1 层',
    lng: 120.1646,
    lat: 30.2741,
    type: 'direct',
    status: 'open',
    tags: ['24 小时', '旗舰店'],
    hours: hours(week(h(0, 24)), 0),
    area: radius(4_000),
    notice: '24 小时营业，夜间请走西门',
    taste: { ...night, ready: 1.6 },
  },
  {
    id: 'hz02',
    code: 'HZ002',
    name: '湖滨银泰店',
    district: '上城区',
    address: '延安路 258 号 B1 层',
    lng: 120.1637,
    lat: 30.2529,
    type: 'direct',
    status: 'open',
    tags: ['夜间营业'],
    hours: hours(week(h(10, 25))),
    // The lake to the west is water, not customers: the outline keeps to the shore and leaves out 柳浪闻莺.
    area: polygon(
      [
        [
          [120.1592, 30.2662],
          [120.1853, 30.2668],
          [120.1868, 30.2382],
          [120.1571, 30.2371],
          [120.1583, 30.2515],
        ],
        [
          [120.1577, 30.2415],
          [120.1612, 30.2415],
          [120.1612, 30.2382],
          [120.1577, 30.2382],
        ],
      ],
      3_200,
    ),
    notice: '营业至次日凌晨 1 点',
    taste: night,
  },
  {
    id: 'hz03',
    code: 'HZ003',
    name: '文三路店',
    district: '西湖区',
    address: '文三路 478 号',
    lng: 120.1279,
    lat: 30.2792,
    type: 'direct',
    status: 'open',
    tags: ['写字楼'],
    hours: hours(split([h(7, 22)], [h(8, 22)])),
    area: radius(3_000),
    notice: '工作日 7 点供应热早餐',
    taste: office,
  },
  {
    id: 'hz04',
    code: 'HZ004',
    name: '黄龙体育中心店',
    district: '西湖区',
    address: '黄龙路 5 号',
    lng: 120.1321,
    lat: 30.2668,
    type: 'direct',
    status: 'open',
    tags: ['运动'],
    hours: hours(week(h(7, 23))),
    area: radius(2_800),
    notice: '',
    taste: { drink: 2, snack: 1.2, dairy: 1.2, paper: 0.5 },
  },
  {
    id: 'hz05',
    code: 'HZ005',
    name: '庆春路店',
    district: '上城区',
    address: '庆春路 136 号',
    lng: 120.1741,
    lat: 30.2589,
    type: 'franchise',
    status: 'open',
    tags: ['社区'],
    hours: hours(week(h(6.5, 22.5))),
    area: radius(2_500),
    notice: '',
    taste: homes,
  },
  {
    id: 'hz06',
    code: 'HZ006',
    name: '城站火车站店',
    district: '上城区',
    address: '环城东路 1 号出站层',
    lng: 120.1824,
    lat: 30.2434,
    type: 'direct',
    status: 'open',
    tags: ['交通枢纽', '夜间营业'],
    hours: hours(week(h(5.5, 26)), 5),
    area: radius(2_000, 1_500),
    notice: '出站口右手 50 米',
    taste: { ...night, drink: 1.8, bakery: 1.5 },
  },
  {
    id: 'hz07',
    code: 'HZ007',
    name: '钱江新城店',
    district: '上城区',
    address: '富春路 701 号',
    lng: 120.2127,
    lat: 30.2449,
    type: 'direct',
    status: 'open',
    tags: ['写字楼'],
    hours: hours(split([h(7.5, 21.5)], [h(9, 21)])),
    area: radius(3_500),
    notice: '',
    taste: office,
  },
  {
    id: 'hz08',
    code: 'HZ008',
    name: '滨江江南大道店',
    district: '滨江区',
    address: '江南大道 588 号',
    lng: 120.2118,
    lat: 30.2083,
    type: 'direct',
    status: 'open',
    tags: ['写字楼', '社区'],
    hours: hours(week(h(7, 23))),
    area: radius(4_000),
    notice: '',
    taste: { ...office, fruit: 1.3 },
  },
  {
    id: 'hz09',
    code: 'HZ009',
    name: '运河上街店',
    district: '拱墅区',
    address: '台州路 2 号',
    lng: 120.1392,
    lat: 30.3193,
    type: 'franchise',
    status: 'open',
    tags: ['社区'],
    hours: hours(week(h(7, 12.5), h(14, 21.5))),
    area: radius(3_000),
    notice: '午间 12:30–14:00 休息',
    taste: homes,
  },
  {
    id: 'hz10',
    code: 'HZ010',
    name: '西溪印象城店',
    district: '余杭区',
    address: '五常大道 1 号 2 层',
    lng: 120.0598,
    lat: 30.2479,
    type: 'direct',
    status: 'open',
    tags: ['商场'],
    hours: hours(split([h(10, 22)], [h(10, 22.5)])),
    area: radius(3_500),
    notice: '',
    taste: { fruit: 1.2, bakery: 1.4, snack: 1.3 },
  },
  {
    id: 'hz11',
    code: 'HZ011',
    name: '未来科技城店',
    district: '余杭区',
    address: '文一西路 1378 号',
    lng: 120.0019,
    lat: 30.2847,
    type: 'direct',
    status: 'open',
    tags: ['写字楼'],
    hours: hours(week(h(7, 23))),
    area: radius(4_500),
    notice: '',
    taste: office,
  },
  {
    id: 'hz12',
    code: 'HZ012',
    name: '下沙大学城店',
    district: '钱塘区',
    address: '学源街 258 号',
    lng: 120.3455,
    lat: 30.3138,
    type: 'franchise',
    status: 'open',
    tags: ['校园'],
    hours: hours(week(h(7, 24))),
    area: radius(3_000, 1_500),
    notice: '凭学生证饮品第二件半价请到店咨询',
    taste: campus,
  },
  {
    id: 'hz13',
    code: 'HZ013',
    name: '闲林埠店',
    district: '余杭区',
    address: '闲林西路 88 号',
    lng: 120.0262,
    lat: 30.2286,
    type: 'franchise',
    status: 'paused',
    statusReason: '设备检修',
    tags: ['社区'],
    hours: hours(week(h(7, 22))),
    area: radius(2_500),
    notice: '',
    taste: homes,
  },
  {
    id: 'hz14',
    code: 'HZ014',
    name: '萧山人民路店',
    district: '萧山区',
    address: '人民路 99 号',
    lng: 120.2703,
    lat: 30.1668,
    type: 'direct',
    status: 'draft',
    tags: [],
    hours: hours(week()),
    area: radius(0),
    notice: '',
    taste: homes,
  },
];
