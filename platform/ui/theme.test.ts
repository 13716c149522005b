import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { bothSchemes } from './both-schemes.rules.ts';
import { themeColours } from './theme.ts';

/** Which colour of the screens each colour of the library is. */
const meant: Readonly<Record<keyof typeof themeColours, string>> = {
  colorPrimary: 'accent',
  colorLink: 'accent',
  colorInfo: 'accent',
  colorTextLightSolid: 'on-accent',
  colorBgLayout: 'desk',
  colorBgContainer: 'surface',
  colorBgElevated: 'surface',
  colorFillQuaternary: 'sunken',
  colorBorder: 'line-strong',
  colorBorderSecondary: 'line',
  colorText: 'ink',
  colorTextSecondary: 'ink-2',
  colorTextTertiary: 'ink-3',
  colorTextQuaternary: 'ink-3',
  colorTextPlaceholder: 'ink-3',
  colorIcon: 'ink-3',
  colorError: 'ink',
  controlItemBgActive: 'accent-soft',
  controlItemBgHover: 'sunken',
};

describe('the colours of the library', () => {
  it('are those of the screens, in the light and in the dark', () => {
    const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
    for (const [name, token] of Object.entries(meant)) {
      const [light, dark] = themeColours[name as keyof typeof meant];
      assert.ok(tokens.includes(`--${token}: light-dark(${light}, ${dark});`), `${name} is not --${token}`);
    }
  });
});

describe('one style sheet for the light and the dark', () => {
  it('holds both colours where they differ, and what they share once', () => {
    assert.equal(
      bothSchemes(
        '.a{color:#fff;top:4px}.b{box-shadow:0 0 2px rgba(0,0,0,0.1),0 1px #000}',
        '.a{color:#000;top:4px}.b{box-shadow:0 0 2px rgba(9,9,9,0.2),0 1px #000}',
      ),
      '.a{color:light-dark(#fff, #000);top:4px}.b{box-shadow:0 0 2px light-dark(rgba(0,0,0,0.1), rgba(9,9,9,0.2)),0 1px #000}',
    );
  });
  it('is refused where they differ in more than colours', () => {
    assert.throws(() => bothSchemes('.a{top:4px}', '.a{top:5px}'), /more than colours/);
    assert.throws(() => bothSchemes('.a{top:4px}', '.a{top:4px}.b{top:4px}'), /rules/);
  });
});
