/// <reference types="vite/client" />

/** CloudBase environment id, set when the admin is built. */
declare const __ENV_ID__: string;
/** Origin of the CloudBase gateway; empty: the page's own. */
declare const __GATEWAY__: string;
