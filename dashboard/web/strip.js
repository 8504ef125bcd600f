// What lies behind the slider: event ticks, reports a day, and one row a border of reported days.

import { monthName, parts, addMonths } from "./days.js";

const INK = "#1E2329";
const SOFT = "#A7ACB3";
const WINDOW = "#F3E9C6";
const HATCH = "#B9BDC2";

export function drawStrip(canvas, feed, first, final, frame) {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width || !height) return;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  const left = labelWidth(width);
  const right = 12;
  const span = Math.max(1, final - first);
  const x = (day) => left + ((day - first) / span) * (width - left - right);
  const rows = feed.borders.length;
  const axis = 18;
  const rowHeight = 12;
  const base = height - axis - rows * rowHeight - 4;
  drawWindow(ctx, x, frame, first, final, base, rows * rowHeight + 4);
  drawHistogram(ctx, feed, first, final, x, base, width);
  feed.borders.forEach((border, row) => {
    drawCoverage(ctx, feed.columns[`covered:${border.pair}`], feed.first, first, final, x,
      base + 4 + row * rowHeight, rowHeight - 3);
  });
  drawAxis(ctx, first, final, x, height - 4, width);
  drawWords(ctx, feed, left, base, rowHeight, width);
}

// The slider's thumb must sit over the day it names: the page sets the same inset from this.
export function labelWidth(width) {
  return width < 560 ? 12 : 84;
}

function drawWindow(ctx, x, frame, first, final, base, below) {
  const a = x(Math.max(first, frame.first) - 0.5);
  const b = x(Math.min(final, frame.last) + 0.5);
  ctx.fillStyle = WINDOW;
  ctx.strokeStyle = INK;
  ctx.lineWidth = 1.6;
  const wide = Math.max(3, b - a);
  ctx.beginPath();
  ctx.roundRect(b - wide, 4, wide, base - 4 + below, 2);
  ctx.fill();
  ctx.stroke();
}

function drawHistogram(ctx, feed, first, final, x, base, width) {
  const { report_count: counts } = feed.columns;
  const bars = new Float32Array(width);
  let most = 1;
  for (let day = first; day <= final; day += 1) {
    const count = counts[day - feed.first] ?? 0;
    const pixel = Math.round(x(day));
    bars[pixel] = Math.max(bars[pixel], count);
    most = Math.max(most, count);
  }
  const bar = Math.max(1, Math.floor(x(first + 1) - x(first)) - 1);
  ctx.fillStyle = SOFT;
  for (let pixel = 0; pixel < width; pixel += 1) {
    if (bars[pixel]) {
      const tall = (bars[pixel] / most) * (base - 14);
      ctx.fillRect(pixel - bar / 2, base - tall, Math.max(1, bar), tall);
    }
  }
  ctx.fillStyle = INK;
  ctx.fillRect(x(first), base, x(final) - x(first), 1);
}

function drawCoverage(ctx, covered, epoch, first, final, x, top, height) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x(first), top, x(final) - x(first), height);
  ctx.clip();
  ctx.fillStyle = "#FAFAF8";
  ctx.fillRect(x(first), top, x(final) - x(first), height);
  ctx.strokeStyle = HATCH;
  ctx.lineWidth = 0.8;
  ctx.beginPath();
  for (let at = x(first) - height; at < x(final); at += 5) {
    ctx.moveTo(at, top + height);
    ctx.lineTo(at + height, top);
  }
  ctx.stroke();
  // 1 = the day has its own figure, 2 = only a wider report covers it
  for (const [code, colour] of [[2, "#C9CCD0"], [1, "#3A4048"]]) {
    ctx.fillStyle = colour;
    for (let day = first; day <= final; day += 1) {
      if (covered[day - epoch] !== code) continue;
      let end = day;
      while (end < final && covered[end + 1 - epoch] === code) end += 1;
      const a = x(day - 0.5);
      ctx.fillRect(a, top, Math.max(1.2, x(end + 0.5) - a), height);
      day = end;
    }
  }
  ctx.restore();
}

function drawAxis(ctx, first, final, x, y, width) {
  const perMonth = (x(final) - x(first)) / Math.max(1, (final - first) / 30.4);
  const every = [1, 2, 3, 6, 12, 24].find((count) => count * perMonth > 64) ?? 24;
  let day = first - parts(first).day + 1;
  ctx.font = "11px 'Source Sans', 'Source Sans 3', sans-serif";
  ctx.textAlign = "left";
  for (; day <= final; day = addMonths(day, 1)) {
    const { year, month } = parts(day);
    if (day < first || month % Math.min(every, 12) !== 0 || (every === 24 && year % 2)) continue;
    ctx.fillStyle = "#D5D1C7";
    ctx.fillRect(x(day), y - 16, 1, 5);
    ctx.fillStyle = "#565D66";
    const text = month === 0 ? `Jan ${year}` : monthName(month);
    if (x(day) + ctx.measureText(text).width < width) ctx.fillText(text, x(day), y);
  }
}

function drawWords(ctx, feed, left, base, rowHeight, width) {
  if (left < 40) return;
  ctx.font = "11px 'Source Sans', 'Source Sans 3', sans-serif";
  ctx.fillStyle = "#565D66";
  ctx.textAlign = "left";
  ctx.fillText("reports", 2, base - 14);
  ctx.fillText("a day", 2, base - 2);
  feed.borders.forEach((border, row) => {
    ctx.fillText(border.short, 2, base + 4 + row * rowHeight + rowHeight - 4);
  });
}
