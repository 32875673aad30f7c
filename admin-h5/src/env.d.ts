/// <reference types="vite/client" />

/** CloudBase environment id, set when the admin is built. */
declare const __ENV_ID__: string;
/** With it a page that nobody has signed in to calls functions, as nobody. */
declare const __PUBLISHABLE_KEY__: string;
/** Origin of the CloudBase gateway; empty: the page's own. */
declare const __GATEWAY__: string;
