/** What a static host shows for an address that is not there: it may be asked for at any depth. */

/** HTML in both languages; `base` is where the site stands, `/county/stats/`. */
export function notFoundPage(base: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>404 | Demograph</title>
<style>:root{color-scheme:light dark}body{font:17px/1.6 sans-serif;margin:10vh auto;max-width:34em;
padding:0 1rem;background:#fff;color:#14202b}a{color:#0b5cad}
@media (prefers-color-scheme:dark){body{background:#12181e;color:#eef2f6}a{color:#6db3f2}}</style></head>
<body><main><h1>404</h1>
<p>没有这个页面。请从<a href="${base}zh/">首页</a>开始。</p>
<p lang="en">There is no page at this address. Start from the <a href="${base}en/">home page</a>.</p>
</main></body></html>
`;
}
