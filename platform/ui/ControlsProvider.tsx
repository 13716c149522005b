import { createCache, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import enGB from 'antd/es/locale/en_GB.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { useMemo, type ReactNode } from 'react';
import { useLanguage } from '#platform/i18n/LanguageProvider.tsx';
import './antd-styles.css';
import { theme } from './theme.ts';

/**
 * The library's controls under the product's theme and language. What the library would still write into the page at run time
 * goes to an element that is in no document: the same rules stand in the collected style sheet.
 */
export function ControlsProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const [cache, container] = useMemo(() => [createCache(), document.createElement('div')], []);
  return (
    <StyleProvider cache={cache} container={container}>
      <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enGB} button={{ autoInsertSpace: false }}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
