import type { RouteComponent } from 'vue-router';
import type { CallName } from '#shared/contracts/index';
import type { Words } from '../i18n/zh/index';
import type { IconName } from '../ui/icons';

export interface Area {
  readonly name: keyof Words['nav'];
  readonly path: string;
  readonly icon: IconName;
  /** Second key after `g`. */
  readonly key: string;
  /** Whoever may not make this call does not see the area. */
  readonly needs: CallName;
  readonly group: keyof Words['groups'];
  readonly page: () => Promise<RouteComponent>;
}

/** The areas of the admin in the order of the menu; every page is a chunk of its own. */
export const AREAS: readonly Area[] = [
  {
    name: 'board',
    path: '/board',
    icon: 'board',
    key: 'b',
    needs: 'getBoard',
    group: 'run',
    page: () => import('../areas/board/BoardPage.vue'),
  },
  {
    name: 'orders',
    path: '/orders',
    icon: 'orders',
    key: 'o',
    needs: 'searchOrders',
    group: 'run',
    page: () => import('../areas/orders/OrdersPage.vue'),
  },
  {
    name: 'cases',
    path: '/after-sales',
    icon: 'cases',
    key: 'f',
    needs: 'listAfterSalesHq',
    group: 'run',
    page: () => import('../areas/aftersales/CasesPage.vue'),
  },
  {
    name: 'shops',
    path: '/shops',
    icon: 'shops',
    key: 's',
    needs: 'listStoresHq',
    group: 'chain',
    page: () => import('../areas/shops/ShopsPage.vue'),
  },
  {
    name: 'products',
    path: '/products',
    icon: 'products',
    key: 'p',
    needs: 'listProducts',
    group: 'chain',
    page: () => import('../areas/products/ProductsPage.vue'),
  },
  {
    name: 'stock',
    path: '/stock',
    icon: 'stock',
    key: 'k',
    needs: 'listStockHq',
    group: 'supply',
    page: () => import('../areas/stock/StockPage.vue'),
  },
  {
    name: 'alerts',
    path: '/alerts',
    icon: 'alerts',
    key: 'w',
    needs: 'listAlerts',
    group: 'supply',
    page: () => import('../areas/stock/AlertsPage.vue'),
  },
  {
    name: 'forecast',
    path: '/forecast',
    icon: 'forecast',
    key: 'y',
    needs: 'listForecasts',
    group: 'supply',
    page: () => import('../areas/forecast/ForecastPage.vue'),
  },
  {
    name: 'accuracy',
    path: '/accuracy',
    icon: 'accuracy',
    key: 'i',
    needs: 'listAccuracy',
    group: 'supply',
    page: () => import('../areas/forecast/AccuracyPage.vue'),
  },
  {
    name: 'suggest',
    path: '/suggestions',
    icon: 'suggest',
    key: 't',
    needs: 'listSuggestions',
    group: 'supply',
    page: () => import('../areas/supply/SuggestionsPage.vue'),
  },
  {
    name: 'transfers',
    path: '/transfers',
    icon: 'transfers',
    key: 'l',
    needs: 'listTransfersHq',
    group: 'supply',
    page: () => import('../areas/supply/TransfersPage.vue'),
  },
  {
    name: 'requests',
    path: '/requests',
    icon: 'requests',
    key: 'r',
    needs: 'listRequestsHq',
    group: 'supply',
    page: () => import('../areas/supply/RequestsPage.vue'),
  },
  {
    name: 'campaigns',
    path: '/campaigns',
    icon: 'campaigns',
    key: 'c',
    needs: 'listCampaigns',
    group: 'market',
    page: () => import('../areas/campaigns/CampaignsPage.vue'),
  },
  {
    name: 'asks',
    path: '/campaign-requests',
    icon: 'asks',
    key: 'q',
    needs: 'listCampaignRequests',
    group: 'market',
    page: () => import('../areas/campaigns/AsksPage.vue'),
  },
  {
    name: 'coupons',
    path: '/coupons',
    icon: 'coupons',
    key: 'u',
    needs: 'listCouponTemplates',
    group: 'market',
    page: () => import('../areas/coupons/CouponsPage.vue'),
  },
  {
    name: 'members',
    path: '/members',
    icon: 'members',
    key: 'm',
    needs: 'listMembers',
    group: 'money',
    page: () => import('../areas/members/MembersPage.vue'),
  },
  {
    name: 'rules',
    path: '/member-rules',
    icon: 'rules',
    key: 'e',
    needs: 'getMoneyRules',
    group: 'money',
    page: () => import('../areas/rules/RulesPage.vue'),
  },
  {
    name: 'ledger',
    path: '/ledger',
    icon: 'ledger',
    key: 'd',
    needs: 'getLedgerReport',
    group: 'money',
    page: () => import('../areas/ledger/LedgerPage.vue'),
  },
  {
    name: 'settle',
    path: '/settlements',
    icon: 'settle',
    key: 'x',
    needs: 'listSettlements',
    group: 'money',
    page: () => import('../areas/ledger/SettlementsPage.vue'),
  },
  {
    name: 'audit',
    path: '/audit',
    icon: 'audit',
    key: 'a',
    needs: 'searchAudit',
    group: 'system',
    page: () => import('../areas/audit/AuditPage.vue'),
  },
];
