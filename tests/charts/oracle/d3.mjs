// Asks d3 for numbers that charts must agree with; `src/chart/tests/oracle.rs` compares. To write them anew, here:
//
//     npm install --no-save d3-array@3.2.4 d3-dsv@3.0.1 d3-scale@4.0.2 d3-shape@3.2.0 && node d3.mjs > d3.tsv
//
// d3 is by Mike Bostock, ISC licence; nothing of it stands in this repository, only the numbers it gave. Lines are
// `kind`, what was asked, and the answer, with tabs between; numbers of a list have blanks between.
import { readFileSync } from "node:fs";
import { bin, quantileSorted, thresholdFreedmanDiaconis, thresholdSturges, ticks } from "d3-array";
import { csvParse } from "d3-dsv";
import { scaleLinear, scaleLog } from "d3-scale";
import { stack, stackOffsetExpand, stackOffsetNone } from "d3-shape";

const say = (...cells) => console.log(cells.map((cell) => (Array.isArray(cell) ? cell.join(" ") : cell)).join("\t"));
/** To twelve digits: enough to compare, and without the noise of binary fractions. */
const exact = (number) => Number(number.toPrecision(12));

/** A column of a table of the gallery, without empty cells. */
function column(table, name) {
  const file = new URL(`../../../docs/gallery/content/${table}.csv`, import.meta.url);
  return csvParse(readFileSync(file, "utf8")).map((row) => row[name]).filter((cell) => cell !== "").map(Number);
}

say("# d3-array 3.2.4, d3-scale 4.0.2, d3-shape 3.2.0: written by d3.mjs");

// Ticks of the domains that d3 makes nice, for each number of ticks that an axis may have.
const domains = [[0, 1], [0, 3], [0, 7], [0, 9.5], [0, 12], [0, 97], [0, 100], [0, 124], [0, 413], [0, 1400], [0, 3466],
  [0, 42750], [0, 1.4e6], [0, 2.2e7], [0, 9.9e9], [0, 0.04], [0, 0.00065], [-2272, 861], [-0.2, 1.17], [-1, 1], [-10, 5],
  [-40, 0], [-0.7, -0.1], [28, 40], [172, 231], [313, 418], [2700, 6300], [54.3, 82.5], [1990, 2020], [0.05, 0.06]];
for (const [low, high] of domains) {
  for (let count = 2; count <= 8; count += 1) {
    const [first, last] = scaleLinear().domain([low, high]).nice(count).domain();
    say("ticks", low, high, count, ticks(first, last, count).map(exact));
  }
}

// Where values lie on a logarithmic axis, as a share of it.
for (const [low, high, ...values] of [[1, 1000, 1, 2, 5, 10, 31.6, 999], [0.1, 1e6, 0.1, 2.16, 4.7, 92.9, 1273, 4186, 172600],
  [500, 150000, 599, 1925, 5903, 13334, 132877], [2, 3, 2, 2.5, 2.999]]) {
  const scale = scaleLog().domain([low, high]);
  for (const value of values) say("log", low, high, value, exact(scale(value)));
}

// Quantiles and classes of what the gallery shows.
for (const [table, name] of [["penguins", "flipper"], ["penguins", "mass"], ["seattle-days", "temperature"], ["countries", "life"]]) {
  const values = column(table, name).sort((a, b) => a - b);
  const shares = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1];
  say("values", `${table}.${name}`, values);
  say("quantiles", `${table}.${name}`, shares, shares.map((share) => exact(quantileSorted(values, share))));
  for (const count of [5, 12, 20, "fd"]) {
    const thresholds = count === "fd" ? thresholdFreedmanDiaconis : count;
    const classes = bin().thresholds(thresholds)(values);
    say("bins", `${table}.${name}`, count, classes.map((one) => exact(one.x0)).concat(exact(classes.at(-1).x1)),
      classes.map((one) => one.length));
  }
  say("classes", `${table}.${name}`, thresholdFreedmanDiaconis(values, values[0], values.at(-1)), thresholdSturges(values));
}

// Stacks: by row, the lower and upper ends of each series.
const rows = [[35361, 3853, 1437], [42734, 5282, 5070], [29329, 5214, 21933], [12, 0, 7], [0, 0, 0]];
const keys = [0, 1, 2];
for (const [name, offset, data] of [["sum", stackOffsetNone, rows], ["share", stackOffsetExpand, rows]]) {
  const series = stack().keys(keys).offset(offset)(data);
  data.forEach((row, at) => say("stack", name, row, series.flatMap((one) => [exact(one[at][0]), exact(one[at][1])])));
}
