import { useLanguage } from '#platform/i18n/LanguageProvider.tsx';

/** Numbers as the language of the screen writes them. */
export function useFigure(): (count: number) => string {
  const { language } = useLanguage();
  return (count) => count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
}
