/** Pairs `traditional simplified`, each behind a bar. The package types its converters alone. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
