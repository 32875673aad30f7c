import { createRouter, createWebHashHistory } from 'vue-router';
import { signedIn } from '../session';
import { AREAS } from './areas';
import { keepScope, keptScope } from './scope';

/** Hash history: the admin works under any path of any static host. */
export const router = createRouter({
  history: createWebHashHistory(),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  routes: [
    { path: '/login', name: 'login', component: () => import('./LoginPage.vue') },
    // Suppliers' own people: no menu of headquarters around it.
    {
      path: '/supplier',
      name: 'supplier',
      component: () => import('../areas/purchasing/SupplierPage.vue'),
    },
    ...AREAS.map((area) => ({
      path: area.path,
      name: area.name,
      component: area.page,
      meta: { needs: area.needs, area: area.name },
    })),
    {
      path: '/shops/:storeId',
      name: 'shop',
      component: () => import('../areas/shops/ShopPage.vue'),
      meta: { needs: 'getStoreHq', area: 'shops' },
    },
    {
      path: '/campaigns/new',
      name: 'newCampaign',
      component: () => import('../areas/campaigns/NewCampaignPage.vue'),
      meta: { needs: 'saveCampaign', area: 'campaigns' },
    },
    {
      path: '/campaigns/:campaignId',
      name: 'campaign',
      component: () => import('../areas/campaigns/CampaignPage.vue'),
      meta: { needs: 'getCampaign', area: 'campaigns' },
    },
    { path: '/:rest(.*)*', redirect: '/board' },
  ],
});

router.beforeEach((to) => {
  if (to.name === 'login') return signedIn() ? { path: '/board' } : true;
  if (!signedIn()) return { name: 'login', query: { next: to.fullPath } };
  // The chosen shop goes along from page to page, so that every address tells the whole view.
  if (typeof to.query['store'] === 'string') keepScope(to.query['store']);
  else if (keptScope()) return { ...to, query: { ...to.query, store: keptScope() } };
  return true;
});
