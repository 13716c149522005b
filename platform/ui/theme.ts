import type { ThemeConfig } from 'antd';

/**
 * The tokens of `tokens.css` for the library's controls. Hex values, since the library derives further colours from them.
 * `zeroRuntime` with a fixed key: the rules are collected into a style sheet when the screens are built (`antd-styles.plugin.ts`),
 * nothing is written into the page while it runs, and the content security policy needs no exception.
 */
export const theme: ThemeConfig = {
  zeroRuntime: true,
  hashed: false,
  cssVar: { prefix: 'ant', key: 'pledge-controls' },
  token: {
    colorPrimary: '#2b4a8f',
    colorLink: '#2b4a8f',
    colorInfo: '#2b4a8f',
    colorBgLayout: '#f2f4f3',
    colorBgContainer: '#ffffff',
    colorFillQuaternary: '#f7f9f8',
    colorBorder: '#c5ccca',
    colorBorderSecondary: '#e1e5e4',
    colorText: '#1a2125',
    colorTextSecondary: '#48535a',
    colorTextTertiary: '#626d74',
    colorTextQuaternary: '#626d74',
    colorTextPlaceholder: '#626d74',
    colorIcon: '#626d74',
    // Red belongs to clocks: a refused field is told by words and an ink border.
    colorError: '#1a2125',
    controlItemBgActive: '#ebf0f9',
    controlItemBgHover: '#f7f9f8',
    fontFamily: 'var(--sans)',
    fontSize: 14,
    fontSizeSM: 12,
    lineHeight: 22 / 14,
    borderRadius: 6,
    borderRadiusSM: 3,
    borderRadiusLG: 8,
    controlHeight: 32,
    controlHeightSM: 26,
    fontWeightStrong: 600,
    boxShadowTertiary: 'none',
    motionDurationFast: '0.1s',
    motionDurationMid: '0.16s',
    motionDurationSlow: '0.16s',
    wireframe: false,
  },
  components: {
    Select: { optionSelectedFontWeight: 600 },
  },
};
