/** Style sheets are imported for their effect: esbuild collects them into dist/webview.css. */
declare module '*.css';
