/** The library's locales as the bundler reads them: modules with a default export, whatever the package says of its kind. */
declare module 'antd/es/locale/zh_CN.js' {
  const locale: import('antd/es/locale/index.js').Locale;
  export default locale;
}
declare module 'antd/es/locale/en_GB.js' {
  const locale: import('antd/es/locale/index.js').Locale;
  export default locale;
}
