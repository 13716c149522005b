import type { ThemeConfig } from 'antd';

/** A colour of `tokens.css`, for the light and for the dark. */
type Colour = readonly [light: string, dark: string];

const accent: Colour = ['#2b4a8f', '#93b2f2'];
const ink3: Colour = ['#626d74', '#929da6'];
const ink: Colour = ['#1a2125', '#e6eaec'];
const sunken: Colour = ['#f7f9f8', '#1e242a'];
const surface: Colour = ['#ffffff', '#181d22'];

/**
 * The library's colours by those of `tokens.css`, in step with it (`theme.test.ts`). Hex values, since the library derives further
 * colours from them.
 */
export const themeColours = {
  colorPrimary: accent,
  colorLink: accent,
  colorInfo: accent,
  colorTextLightSolid: ['#ffffff', '#0e1a33'],
  colorBgLayout: ['#f2f4f3', '#101418'],
  colorBgContainer: surface,
  colorBgElevated: surface,
  colorFillQuaternary: sunken,
  colorBorder: ['#c5ccca', '#45505a'],
  colorBorderSecondary: ['#e1e5e4', '#2b333a'],
  colorText: ink,
  colorTextSecondary: ['#48535a', '#b6bfc6'],
  colorTextTertiary: ink3,
  colorTextQuaternary: ink3,
  colorTextPlaceholder: ink3,
  colorIcon: ink3,
  // Red belongs to clocks: a refused field is told by words and an ink border.
  colorError: ink,
  controlItemBgActive: ['#ebf0f9', '#212d45'],
  controlItemBgHover: sunken,
} as const satisfies Readonly<Record<string, Colour>>;

/** The colours of the light (0) or of the dark (1). */
export const coloursOf = (scheme: 0 | 1): ThemeConfig['token'] =>
  Object.fromEntries(Object.entries(themeColours).map(([name, colour]) => [name, colour[scheme]]));

/**
 * The tokens of `tokens.css` for the library's controls.
 * `zeroRuntime` with a fixed key: the rules are collected into a style sheet when the screens are built (`antd-styles.plugin.ts`),
 * nothing is written into the page while it runs, and the content security policy needs no exception. The sheet holds the colours
 * of both schemes; on the page the library is told one theme, whichever holds.
 */
export const theme: ThemeConfig = {
  zeroRuntime: true,
  hashed: false,
  cssVar: { prefix: 'ant', key: 'pledge-controls' },
  token: {
    ...coloursOf(0),
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
    boxShadowSecondary: 'var(--shadow-float)',
    motionDurationFast: '0.1s',
    motionDurationMid: '0.16s',
    motionDurationSlow: '0.16s',
    wireframe: false,
  },
  components: {
    Select: { optionSelectedFontWeight: 600 },
  },
};
