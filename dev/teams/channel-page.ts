import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Microsoft's own renderer, as it is served to the page. */
export function rendererScript(): Promise<string> {
  return readFile(resolve(import.meta.dirname, '../../node_modules/adaptivecards/dist/adaptivecards.min.js'), 'utf8');
}

/** Colours, sizes and spacing near those of the Teams client. */
const hostConfig = {
  fontFamily: "'Segoe UI', system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif",
  fontSizes: { small: 12, default: 14, medium: 15, large: 18, extraLarge: 22 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 6, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e1e1e1' },
  supportsInteractivity: true,
  actions: { maxActions: 6, spacing: 'medium', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  containerStyles: {
    default: style('#ffffff'),
    emphasis: style('#f5f5f5'),
    accent: style('#ebf3fc'),
    good: style('#e7f2da'),
    attention: style('#fdf3f4'),
    warning: style('#fff9f5'),
  },
};

function style(backgroundColor: string): unknown {
  const color = (normal: string, subtle: string) => ({ default: normal, subtle });
  return {
    backgroundColor,
    foregroundColors: {
      default: color('#242424', '#616161'),
      accent: color('#4f52b2', '#5b5fc7'),
      attention: color('#b10e1c', '#c4314b'),
      good: color('#0e700e', '#13a10e'),
      warning: color('#8a3707', '#bc4b09'),
    },
  };
}

const css = `
  body { margin: 0; background: #f5f5f5; color: #242424; font: 14px ${hostConfig.fontFamily}; }
  header { background: #fff; border-bottom: 1px solid #e1e1e1; padding: 12px 24px; font-size: 16px; font-weight: 600; }
  header small { color: #616161; font-weight: 400; margin-left: 8px; }
  main { max-width: 860px; margin: 16px auto; padding: 0 16px; }
  article { background: #fff; border: 1px solid #e1e1e1; border-radius: 6px; margin-bottom: 16px; padding: 12px 16px 16px; }
  .by { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; color: #616161; font-size: 12px; }
  .by b { color: #242424; font-size: 14px; }
  .face { width: 32px; height: 32px; border-radius: 50%; background: #5b5fc7; color: #fff; display: grid; place-items: center; font-weight: 600; }
  .card { border: 1px solid #e1e1e1; border-radius: 4px; overflow: hidden; box-shadow: 0 1px 3px #0001; }
  .ac-pushButton { background: #fff; border: 1px solid #d1d1d1; border-radius: 4px; padding: 5px 12px; font: 600 14px ${hostConfig.fontFamily}; color: #242424; }
  .card a { color: inherit; }
  p.empty { color: #616161; text-align: center; margin-top: 20vh; }
`;

const script = `
  const host = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
  AdaptiveCards.AdaptiveCard.onExecuteAction = (action) => window.open(action.url, '_blank', 'noopener');
  let shown = '';
  async function show() {
    const cards = await (await fetch('/_cards')).json();
    const state = cards.length + (cards.at(-1)?.at ?? '');
    if (state === shown) return;
    shown = state;
    const list = document.querySelector('main');
    list.replaceChildren(...(cards.length ? cards.map(article) : [Object.assign(document.createElement('p'), { className: 'empty', textContent: 'No card has arrived yet.' })]));
    window.scrollTo(0, document.body.scrollHeight);
    document.body.dataset.shown = cards.length;
  }
  function article({ at, card }) {
    const box = document.createElement('article');
    const by = Object.assign(document.createElement('div'), { className: 'by' });
    by.append(Object.assign(document.createElement('span'), { className: 'face', textContent: 'E' }), Object.assign(document.createElement('b'), { textContent: 'Entra Sync Status' }), ' via Workflows · ' + new Date(at).toUTCString().slice(5, 22));
    const frame = Object.assign(document.createElement('div'), { className: 'card' });
    const rendered = new AdaptiveCards.AdaptiveCard();
    rendered.hostConfig = host;
    rendered.parse(card);
    frame.append(rendered.render() ?? 'This card cannot be shown.');
    box.append(by, frame);
    return box;
  }
  show();
  setInterval(show, 2000);
`;

/** The page that shows the cards as a Teams channel does. */
export function channelPage(): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sync alerts</title><style>${css}</style></head>
<body><header># Sync alerts <small>local Teams channel</small></header><main></main>
<script src="/adaptivecards.js"></script><script>${script}</script></body></html>`;
}
