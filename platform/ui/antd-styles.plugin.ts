import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs';
import { Checkbox, ConfigProvider, DatePicker, Input, Radio, Select } from 'antd';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import type { Plugin } from 'vite';
import { theme } from './theme.ts';

/** A control used on a screen stands here too, else it appears without its style. */
const controls = () => [
  createElement(Input, { key: 'input' }),
  createElement(Input.TextArea, { key: 'textArea' }),
  createElement(Select, { key: 'select' }),
  createElement(DatePicker, { key: 'datePicker', showTime: true }),
  createElement(Checkbox, { key: 'checkbox' }),
  createElement(Radio, { key: 'radio' }),
];

/** All rules and variables of the listed controls under the given theme, as one style sheet. */
export function antdStyles(): string {
  const cache = createCache();
  renderToString(
    createElement(StyleProvider, { cache }, createElement(ConfigProvider, { theme: { ...theme, zeroRuntime: false } }, controls())),
  );
  return extractStyle(cache, { plain: true, types: ['style', 'token', 'cssVar'] });
}

const NAME = 'virtual:antd-styles.css';

/** Offers the collected style sheet as a module of the build: made anew with each build, so never out of step with the theme. */
export function antdStylesPlugin(): Plugin {
  return {
    name: 'pledge-antd-styles',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? antdStyles() : undefined),
  };
}
