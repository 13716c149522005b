import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import { Checkbox, ConfigProvider, Input, Radio, Select, theme as library, type ThemeConfig } from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';
import { bothSchemes } from './both-schemes.rules.ts';
import { coloursOf, theme } from './theme.ts';

/** As `theme`, in the colours of the dark. */
const darkTheme: ThemeConfig = { ...theme, algorithm: library.darkAlgorithm, token: { ...theme.token, ...coloursOf(1) } };

/** A control used on a screen stands here too, else it appears without its style. */
const controls = () => [
  createElement(Input, { key: 'input' }),
  createElement(Input.TextArea, { key: 'textArea' }),
  createElement(Select, { key: 'select' }),
  createElement(Checkbox, { key: 'checkbox' }),
  createElement(Radio, { key: 'radio' }),
];

/** All rules and variables of the listed controls under a theme, as one style sheet. */
function stylesUnder(theme: ThemeConfig): string {
  const cache = createCache();
  renderToString(
    createElement(
      StyleProvider,
      { cache },
      createElement(ConfigProvider, { theme: { ...theme, zeroRuntime: false } }, controls()),
    ),
  );
  return extractStyle(cache, { plain: true, types: ['style', 'token', 'cssVar'] });
}

/** The rules and variables of the listed controls, each colour for the light and for the dark. */
export function antdStyles(): string {
  return bothSchemes(stylesUnder(theme), stylesUnder(darkTheme));
}

/** Fills `antd-styles.css` while the screens are built: made anew each time, so never out of step with the theme. */
export function antdStylesPlugin(): Plugin {
  return {
    name: 'pledge-antd-styles',
    enforce: 'pre',
    load: (id) => (id.endsWith('/platform/ui/antd-styles.css') ? antdStyles() : undefined),
  };
}
