// Periods of whole local days, the ones before them, and their days or months.

import { isoDay } from './format.js';

/** Value and label of each period. */
export const PERIODS = [
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['90d', '90 days'],
  ['12m', '12 months'],
  ['all', 'All'],
];

/** Returns the period's first and last day, those of the one before, and how it is grouped. */
export function spanOf(period, today) {
  if (period === 'all') {
    return { groupBy: 'month', now: {}, before: null };
  }
  if (period === '12m') {
    const first = new Date(today.getFullYear(), today.getMonth() - 11, 1);
    const yearBefore = new Date(today.getFullYear() - 1, today.getMonth(), today.getDate());
    return {
      groupBy: 'month',
      now: { from: isoDay(first), to: isoDay(today) },
      before: { from: isoDay(new Date(first.getFullYear() - 1, first.getMonth(), 1)), to: isoDay(yearBefore) },
      beforeName: 'the year before',
    };
  }
  const days = Number.parseInt(period, 10);
  return {
    groupBy: 'day',
    now: { from: isoDay(daysBefore(today, days - 1)), to: isoDay(today) },
    before: { from: isoDay(daysBefore(today, 2 * days - 1)), to: isoDay(daysBefore(today, days)) },
    beforeName: `the ${days} days before`,
  };
}

function daysBefore(day, count) {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - count);
}

const LONG_DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const SHORT_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const LONG_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const SHORT_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit' });

/** Returns every day or month of the span in order, with the group that has figures for it. */
export function bucketsOf(span, groups) {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const byMonth = span.groupBy === 'month';
  const keys = groups.map((group) => group.key).sort();
  const first = span.now.from ?? `${keys[0]}-01`;
  const last = span.now.to ?? `${keys.at(-1)}-01`;
  const buckets = [];
  let day = localDay(first);
  while (isoDay(day) <= last) {
    const key = byMonth ? isoDay(day).slice(0, 7) : isoDay(day);
    buckets.push({
      label: (byMonth ? LONG_MONTH : LONG_DAY).format(day),
      axis: (byMonth ? SHORT_MONTH : SHORT_DAY).format(day),
      group: byKey.get(key),
    });
    day = byMonth ? new Date(day.getFullYear(), day.getMonth() + 1, 1) : new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
  }
  return buckets;
}

function localDay(text) {
  const [year, month, day] = text.split('-').map(Number);
  return new Date(year, month - 1, day);
}
