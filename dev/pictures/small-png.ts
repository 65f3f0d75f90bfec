import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';

// In the browser, which reads PNG: the 256 colours that are met most and differ to the eye, each other one as the nearest of them. Without
// the second the many greys of letters would leave no place for the colour of a small mark. They differ as little as 256 of them can, so
// that a shadow shows no steps.
const quantize = `async (png) => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const far = (one, other) =>
    [0, 8, 16].reduce((sum, bits) => sum + (((one >> bits) & 255) - ((other >> bits) & 255)) ** 2, 0);
  const met = [...counts].sort((a, b) => b[1] - a[1]).map(([pixel]) => pixel);
  const chosen = (apart) => {
    const taken = [];
    for (const pixel of met) if (taken.length < 257 && taken.every((one) => far(one, pixel) > apart)) taken.push(pixel);
    return taken;
  };
  const palette = [6, 12, 24].map(chosen).find(({ length }) => length <= 256) ?? chosen(48).slice(0, 256);
  const places = new Map(palette.map((pixel, place) => [pixel, place]));
  for (const pixel of counts.keys())
    if (!places.has(pixel)) places.set(pixel, palette.reduce((best, each, place) => (far(each, pixel) < far(palette[best], pixel) ? place : best), 0));
  let text = '';
  for (const pixel of pixels) text += String.fromCharCode(places.get(pixel));
  return { width, height, palette, indices: btoa(text) };
}`;

interface Quantized {
  width: number;
  height: number;
  /** Red in the lowest byte. */
  palette: number[];
  indices: string;
}

/** Makes pictures of screens a third of their size, for they stay in the repository for ever. */
export async function openShrinker(browser: Browser): Promise<(png: Buffer) => Promise<Buffer>> {
  const page: Page = await browser.newPage();
  return async (png) => write((await page.evaluate(`(${quantize})('${png.toString('base64')}')`)) as Quantized);
}

/** https://www.w3.org/TR/png-3/ */
function write({ width, height, palette, indices }: Quantized): Buffer {
  const pixels = Buffer.from(indices, 'base64');
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) pixels.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each a place in the palette.
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap((pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
