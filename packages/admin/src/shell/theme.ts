import { createTheme, type CSSVariablesResolver, DEFAULT_THEME, type MantineThemeOverride } from '@mantine/core'

export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'indigo',
  // White stands on it readably, in both themes.
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, monospace',
  cursorType: 'pointer',
  // What it puts before the items of a menu is no item.
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false } } },
})

// As they come, some texts are too faint for WCAG AA (4.5:1): dimmed ones, placeholders, and a colour on its own light shade.
const DARKER = Object.fromEntries(
  Object.keys(DEFAULT_THEME.colors).flatMap((color) => [
    [`--mantine-color-${color}-light-color`, `color-mix(in srgb, var(--mantine-color-${color}-9) 70%, black)`],
    [`--mantine-color-${color}-outline`, `color-mix(in srgb, var(--mantine-color-${color}-9) 85%, black)`],
  ]),
)

/** What the colours of texts are, so that everybody can read them. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...DARKER,
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
  },
})

/** What the service allows the styles of this page to be marked with. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
