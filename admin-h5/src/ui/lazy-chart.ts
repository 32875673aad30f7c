import { defineAsyncComponent } from 'vue';

/** echarts in a chunk of its own, fetched when the first chart comes into being. */
export const LazyChart = defineAsyncComponent(() => import('./Chart.vue'));
