package io.tercet.table;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * ISO 8601 dates as days since 1970-01-01: {@code 2024-05-17}, also with a time after a T or a
 * space ({@code 2024-05-17T08:30:00.5}) and its offset ({@code Z}, {@code +02:00}).
 */
final class DateText {
  private static final int DATE = 10;
  private static final double SECONDS_PER_DAY = 86_400;

  private final char[] text;
  private final int to;
  private int at;

  private DateText(char[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.to = to;
  }

  /** The days since 1970-01-01, or NaN if the text is no date. */
  static float parse(char[] text, int from, int to) {
    // Quick for what is no date.
    if (to - from < DATE || text[from + 4] != '-' || text[from + 7] != '-') {
      return Float.NaN;
    }
    return (float) new DateText(text, from, to).days();
  }

  private double days() {
    int year = number(4);
    at++;
    int month = number(2);
    at++;
    int day = number(2);
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return Double.NaN;
    }
    if (day > YearMonth.of(year, month).lengthOfMonth()) {
      return Double.NaN;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    if (at == to) {
      return days;
    }
    char between = text[at++];
    return between == 'T' || between == 't' || between == ' '
        ? days + seconds() / SECONDS_PER_DAY
        : Double.NaN;
  }

  /** Seconds since midnight in UTC, or NaN. */
  private double seconds() {
    int hour = number(2);
    int minute = separated(':');
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return Double.NaN;
    }
    double seconds = hour * 3600.0 + minute * 60;
    if (at < to && text[at] == ':') {
      int second = separated(':');
      if (second < 0 || second > 60) {
        return Double.NaN;
      }
      seconds += second + fraction();
    }
    return seconds - offset();
  }

  private double fraction() {
    if (at == to || (text[at] != '.' && text[at] != ',')) {
      return 0;
    }
    at++;
    int first = at;
    double value = 0;
    double unit = 0.1;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      value += (text[at++] - '0') * unit;
      unit /= 10;
    }
    return at == first ? Double.NaN : value;
  }

  /** The offset from UTC in seconds, 0 if there is none, or NaN if something else follows. */
  private double offset() {
    if (at == to) {
      return 0;
    }
    char sign = text[at++];
    if (sign == 'Z' || sign == 'z') {
      return at == to ? 0 : Double.NaN;
    }
    if (sign != '+' && sign != '-') {
      return Double.NaN;
    }
    int hours = number(2);
    int minutes = 0;
    if (at < to) {
      at += text[at] == ':' ? 1 : 0;
      minutes = number(2);
    }
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != to) {
      return Double.NaN;
    }
    return (hours * 3600.0 + minutes * 60) * (sign == '-' ? -1 : 1);
  }

  private int separated(char separator) {
    if (at == to || text[at] != separator) {
      return -1;
    }
    at++;
    return number(2);
  }

  private int number(int digits) {
    if (to - at < digits) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char c = text[at++];
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
