/** The colours that a chart may draw its lines in, as VS Code names them. */
export type LineColour = 'blue' | 'purple' | 'green' | 'yellow' | 'red' | 'foreground';

/** The editor's theme as a canvas needs it: values, not variables. */
export interface Theme {
  readonly lines: Readonly<Record<LineColour, string>>;
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  /** The axis of time. */
  readonly axis: string;
  /** Lines across the plot: fainter, so that they stay behind the data. */
  readonly grid: string;
  readonly fontFamily: string;
  readonly isHighContrast: boolean;
}

/** Reads the theme in force from the variables that VS Code sets on the document. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string): string | undefined => style.getPropertyValue(`--vscode-${name}`).trim() || undefined;
  const foreground = read('foreground') ?? style.color;
  const isHighContrast = [...document.body.classList].some((name) => name.startsWith('vscode-high-contrast'));
  const line = (name: LineColour): string => read(`charts-${name}`) ?? foreground;
  const axis = read('charts-lines') ?? foreground;
  return {
    lines: {
      blue: line('blue'),
      purple: line('purple'),
      green: line('green'),
      yellow: line('yellow'),
      red: line('red'),
      foreground: line('foreground'),
    },
    foreground,
    muted: isHighContrast ? foreground : (read('descriptionForeground') ?? foreground),
    background: read('editor-background') ?? 'transparent',
    axis,
    grid: isHighContrast ? axis : `color-mix(in srgb, ${axis} 35%, transparent)`,
    fontFamily: read('font-family') ?? style.fontFamily,
    isHighContrast,
  };
}

/** Calls back whenever the editor's theme changes; the returned function ends it. */
export function watchTheme(onChange: (theme: Theme) => void): () => void {
  const observer = new MutationObserver(() => {
    onChange(readTheme());
  });
  // VS Code changes the class of the body and writes the variables into the style of the root element.
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    observer.disconnect();
  };
}
