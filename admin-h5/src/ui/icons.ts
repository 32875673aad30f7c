/** Outlines on a 24 × 24 grid. */
export const PATHS = {
  board: ['M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z'],
  orders: ['M6 3h12v18l-3-2-3 2-3-2-3 2z', 'M9 8h6M9 12h6'],
  shops: [
    'M4 10v10h16V10',
    'M3 7l2-4h14l2 4a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z',
    'M10 20v-5h4v5',
  ],
  products: ['M3 12V4h8l10 10-8 7z', 'M7.5 8.5h.01'],
  stock: ['M3 8l9-5 9 5v9l-9 5-9-5z', 'M3 8l9 5 9-5M12 13v9'],
  alerts: ['M6 17V11a6 6 0 0 1 12 0v6l2 2H4z', 'M10 22h4'],
  suggest: ['M12 3a6 6 0 0 1 4 10.5V16H8v-2.5A6 6 0 0 1 12 3z', 'M9 20h6'],
  transfers: ['M3 8h14l-3.5-3.5', 'M21 16H7l3.5 3.5'],
  requests: ['M5 4h14v16H5z', 'M9 9h6M9 13l2 2 4-4'],
  cases: ['M4 5v5h5', 'M4.500 10a8 8 0 1 1-.4 4', 'M12 8v4l3 2'],
  audit: ['M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z', 'M9 12l2 2 4-4'],
  coupons: [
    'M3 7h18v3.500a1.500 1.500 0 0 0 0 3V17H3v-3.500a1.500 1.500 0 0 0 0-3z',
    'M14 7v2M14 11v2M14 15v2',
  ],
  campaigns: ['M4 10v4h3l9 5V5L7 10z', 'M19 9a4 4 0 0 1 0 6'],
  asks: ['M4 5h16v11H9l-5 4z', 'M8 9h8M8 12.500h5'],
  members: [
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7z',
    'M3 20c0-3.500 2.700-6 6-6s6 2.500 6 6',
    'M16 5a3 3 0 0 1 0 6M17.500 14.500c2.200.7 3.500 2.800 3.500 5.500',
  ],
  rules: ['M4 6h10M18 6h2M4 12h4M12 12h8M4 18h8M16 18h4', 'M16 4v4M10 10v4M14 16v4'],
  ledger: ['M5 4h12a2 2 0 0 1 2 2v14H7a2 2 0 0 1-2-2z', 'M9 8h6M9 12h6M5 17h14'],
  settle: [
    'M3 7h18v11H3z',
    'M12 10a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
    'M6 10v5M18 10v5',
  ],
  menu: ['M4 6h16M4 12h16M4 18h16'],
  sun: [
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
    'M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M19 5l-1.5 1.5M6.5 17.5 5 19',
  ],
  moon: ['M20 14a8 8 0 0 1-10-10 8 8 0 1 0 10 10z'],
  pin: ['M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11z', 'M12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z'],
  out: ['M14 4H5v16h9', 'M10 12h11l-3-3M21 12l-3 3'],
  help: [
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
    'M9.5 9.5a2.5 2.5 0 1 1 3.5 2.300c-.7.3-1 .8-1 1.700M12 17h.01',
  ],
  back: ['M15 5l-7 7 7 7'],
  print: ['M7 8V3h10v5M7 17H4V9h16v8h-3', 'M7 14h10v7H7z'],
  plus: ['M12 5v14M5 12h14'],
  trash: ['M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13'],
} as const satisfies Record<string, readonly string[]>;
export type IconName = keyof typeof PATHS;
