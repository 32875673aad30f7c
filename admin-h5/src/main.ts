import 'tdesign-vue-next/es/style/index.css';
import './ui/theme.css';
import './ui/base.css';
import './ui/print.css';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app/App.vue';
import { restoreTheme } from './app/prefs';
import { router } from './app/router';
import { restoreLang } from './i18n/index';

restoreTheme();
void restoreLang().then(() => createApp(App).use(createPinia()).use(router).mount('#app'));
