/** The library's locales as the bundler reads them: modules with a default export, whatever the package says of its kind. */
declare module 'antd/es/locale/zh_CN.js' {
  import type { Locale } from 'antd/es/locale/index.js';
  const locale: Locale;
  export default locale;
}
declare module 'antd/es/locale/en_GB.js' {
  import type { Locale } from 'antd/es/locale/index.js';
  const locale: Locale;
  export default locale;
}
