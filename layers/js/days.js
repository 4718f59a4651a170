// Days as whole numbers since 1 January 2000, and how to step and say them.
(function (marz) {
  "use strict";
  const DAY = 86400000;
  const EPOCH = Date.UTC(2000, 0, 1);
  const LOCALES = {
    en: { solar: "en-GB-u-ca-persian", civil: "en-GB", number: "en-GB" },
    fa: { solar: "fa-IR-u-ca-persian-nu-arabext", civil: "fa-IR-u-ca-gregory-nu-arabext", number: "fa-IR-u-nu-arabext" },
    prs: { solar: "fa-AF-u-ca-persian-nu-arabext", civil: "fa-AF-u-ca-gregory-nu-arabext", number: "fa-AF-u-nu-arabext" },
  };
  // No unit is shorter than this many days plus one: after a start, the search for the next one skips them.
  const SKIP = { day: 0, week: 6, month: 26, year: 360 };
  const cache = new Map();

  const dateOf = (day) => new Date(EPOCH + day * DAY);
  const fromParts = (year, month, day) => Math.round((Date.UTC(year, month, day) - EPOCH) / DAY);
  const iso = (day) => dateOf(day).toISOString().slice(0, 10);
  const fromIso = (text) => Math.round((Date.parse(text + "T00:00:00Z") - EPOCH) / DAY);

  function formatter(key, make) {
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key);
  }

  function dateFormat(lang, calendar, options) {
    const locale = (LOCALES[lang] || LOCALES.en)[calendar];
    return formatter(`${locale}|${JSON.stringify(options)}`,
      () => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }));
  }

  // The calendar a reader of this language dates by.
  const ownCalendar = (lang) => (lang === "en" ? "civil" : "solar");
  const otherCalendar = (lang) => (lang === "en" ? "solar" : "civil");

  function parts(day, lang, calendar) {
    const found = {};
    const format = dateFormat(lang, calendar, { day: "numeric", month: "long", year: "numeric" });
    for (const part of format.formatToParts(dateOf(day))) found[part.type] = part.value;
    return found;
  }

  function say(day, lang, calendar = ownCalendar(lang)) {
    const { day: d, month, year } = parts(day, lang, calendar);
    return `${d} ${month} ${year}`;
  }

  // A half-open interval in words, without repeating the month or year that both ends share.
  function sayRange(start, end, lang, calendar = ownCalendar(lang)) {
    const a = parts(start, lang, calendar);
    const b = parts(end - 1, lang, calendar);
    const last = `${b.day} ${b.month} ${b.year}`;
    if (end - start <= 1) return last;
    if (a.year !== b.year) return `${a.day} ${a.month} ${a.year} – ${last}`;
    if (a.month !== b.month) return `${a.day} ${a.month} – ${last}`;
    return `${a.day} – ${last}`;
  }

  function number(value, lang) {
    const locale = (LOCALES[lang] || LOCALES.en).number;
    return formatter(`n|${locale}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })).format(value);
  }

  // Solar Hijri year and month of a day, as numbers.
  const solarParts = (day) => formatter(`s|${day}`, () => computeSolarParts(day));

  function computeSolarParts(day) {
    const format = dateFormat("en", "solar", { day: "numeric", month: "numeric", year: "numeric" });
    const found = {};
    for (const part of format.formatToParts(dateOf(day))) found[part.type] = parseInt(part.value, 10);
    return found;
  }

  // Add whole calendar months, in the reader's calendar for unit starts; the day of the month is kept where it exists.
  function addMonths(day, count) {
    const date = dateOf(day);
    const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
    const length = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
    return fromParts(target.getUTCFullYear(), target.getUTCMonth(), Math.min(date.getUTCDate(), length));
  }

  function move(day, step, count) {
    if (step === "month") return addMonths(day, count);
    if (step === "year") return addMonths(day, 12 * count);
    return day + count * (step === "week" ? 7 : 1);
  }

  // First days of the units that begin in [from, to): the axis draws its lines and labels there.
  function starts(from, to, unit, lang) {
    const solar = ownCalendar(lang) === "solar";
    const found = [];
    for (let day = Math.floor(from); day < to; day++) {
      if (!isStart(day, unit, solar)) continue;
      found.push(day);
      day += SKIP[unit];
    }
    return found;
  }

  function isStart(day, unit, solar) {
    if (unit === "day") return true;
    if (unit === "week") return dateOf(day).getUTCDay() === (solar ? 6 : 1);
    if (solar) {
      const p = solarParts(day);
      return p.day === 1 && (unit === "month" || p.month === 1);
    }
    const date = dateOf(day);
    return date.getUTCDate() === 1 && (unit === "month" || date.getUTCMonth() === 0);
  }

  function label(day, unit, lang) {
    const calendar = ownCalendar(lang);
    if (unit === "year") return parts(day, lang, calendar).year;
    if (unit === "month") return dateFormat(lang, calendar, { month: "short" }).format(dateOf(day));
    return parts(day, lang, calendar).day;
  }

  const DIGITS = /[\u0660-\u0669\u06F0-\u06F9]/g;
  const latin = (text) => text.replace(DIGITS, (digit) => String((digit.charCodeAt(0) & 0xf) % 10));

  // The day of a Solar Hijri date, found beside a guess that is never more than a few days off; null if there is none.
  function fromSolar(year, month, day) {
    const passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    const guess = fromParts(year + 621, 2, 21) + passed + day - 1;
    for (let at = guess - 3; at <= guess + 3; at++) {
      const parts = solarParts(at);
      if (parts.year === year && parts.month === month && parts.day === day) return at;
    }
    return null;
  }

  function fromCivil(year, month, day) {
    const at = fromParts(year, month - 1, day);
    const date = dateOf(at);
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null;
  }

  // A date as people write it: 2025-07-04, 1404/4/13, ۱۴۰۴-۰۴, 2021. Years below 1700 are Solar Hijri. Half-open, or null.
  function read(text) {
    const found = /^\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?\s*$/.exec(latin(text));
    if (!found) return null;
    const [year, month, day] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
    const at = year < 1700 ? fromSolar : fromCivil;
    const start = at(year, month || 1, day || 1);
    const next = month === undefined ? at(year + 1, 1, 1) : month === 12 ? at(year + 1, 1, 1) : at(year, month + 1, 1);
    const end = day === undefined ? next : start + 1;
    return start === null || end === null ? null : { start, end };
  }

  const monthIsFirst = (day, lang) => isStart(day, "year", ownCalendar(lang) === "solar");

  marz.days = { monthIsFirst, dateOf, iso, fromIso, say, sayRange, number, move, starts, label, otherCalendar, read };
})((window.marz = window.marz || {}));
