"use strict";
// Each document is [[title, date, text], places]; the order of a place and of a span is that of places.py.
const documents = JSON.parse(document.getElementById("documents").textContent);
const data = JSON.parse(document.getElementById("data").textContent);
const places = documents.flatMap((one) => one[1]);
const AROUND = 200, AT_ONCE = 40;
let shown = [], until = 0;

function make(tag, text, parent, cls) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (cls) made.className = cls;
  if (parent) parent.append(made);
  return made;
}

// A text that keeps its direction, and leaves that of the words around it.
function own(text) {
  return "\u2068" + text + "\u2069";
}

// Offsets are code points, and strings of a script are not.
const pointsOf = new Map();
function points(number) {
  if (!pointsOf.has(number)) pointsOf.set(number, Array.from(documents[number][0][2]));
  return pointsOf.get(number);
}

function passage(place, isWhole, parent) {
  const spans = place[1].length ? place[1] : place[2];
  const extents = spans.flatMap((span) => span[2]).sort((one, other) => one[0] - other[0]);
  const text = points(place[0]);
  const quote = make("blockquote", "", parent);
  quote.dir = "auto";
  if (!extents.length) make("em", "The whole document: ", quote).dir = "ltr";
  const first = extents.length ? extents[0][0] : 0, last = Math.max(0, ...extents.map((one) => one[1]));
  let from = isWhole ? 0 : Math.max(0, first - AROUND), to = isWhole ? text.length : Math.min(text.length, last + AROUND);
  while (from > 0 && !/\s/.test(text[from - 1]) && first - from < 2 * AROUND) from -= 1;
  while (to < text.length && !/\s/.test(text[to]) && to - last < 2 * AROUND) to += 1;
  const said = (start, stop) => text.slice(start, stop).join("");
  if (from > 0) quote.append("… ");
  let at = from;
  for (const [start, stop] of extents) {
    if (stop <= at) continue;
    quote.append(said(at, Math.max(at, start)));
    make("mark", said(Math.max(at, start), stop), quote);
    at = stop;
  }
  quote.append(said(at, to));
  if (to < text.length) quote.append(" …");
  return quote;
}

function labelled(span, parent) {
  const [name, colour, meaning] = data.labels[span[1]] || [span[1], "#888888", ""];
  const chip = make("span", "", parent, "chip");
  chip.style.background = colour;
  const said = make("span", name, parent);
  if (meaning) said.title = meaning;
}

function row(who, span, place, table) {
  const line = make("tr", "", table);
  make("th", who, line).scope = "row";
  labelled(span, make("td", "", line, "label"));
  const text = points(place[0]);
  const quote = span[2].map(([start, stop]) => text.slice(start, stop).join("")).join(" … ");
  make("td", quote.length > 300 ? quote.slice(0, 300) + "…" : quote || "the whole document", line).dir = "auto";
  const details = [];
  if (span[6]) details.push("names " + own(span[6]));
  for (const [name, words] of span[3]) details.push((data.parts[name] || name) + ": " + own(words));
  for (const [role, whom] of span[7]) details.push((data.parts[role] || role) + ": " + own(whom));
  if (span[5]) details.push("in doubt");
  if (span[4]) details.push("note: " + own(span[4]));
  make("td", details.join(" · "), line).dir = "auto";
}

function article(number) {
  const place = places[number], [title, date] = documents[place[0]][0];
  const made = make("article");
  made.id = "place-" + number;
  const where = make("p", own(title) + (date ? ", " + date : ""), made, "where");
  where.dir = "auto";
  let quote = passage(place, false, made);
  const whole = make("button", "Whole text", where, "whole");
  whole.type = "button";
  whole.setAttribute("aria-expanded", "false");
  whole.addEventListener("click", () => {
    const isWhole = whole.getAttribute("aria-expanded") !== "true";
    const other = passage(place, isWhole, null);
    quote.replaceWith(other);
    quote = other;
    whole.setAttribute("aria-expanded", String(isWhole));
    whole.textContent = isWhole ? "Passage alone" : "Whole text";
  });
  if (place[4]) {
    const by = place[6] ? " by " + place[6] : "", day = place[7] ? ", " + place[7].slice(0, 10) : "";
    make("p", "Decided: " + place[4] + by + day + (place[5] ? ". Reason: " + own(place[5]) : ""), made, "rule").dir = "auto";
  }
  const table = make("table", "", made);
  for (const span of place[1]) row(place[4] ? "gold" : span[0], span, place, table);
  for (const span of place[2]) row(span[0], span, place, table);
  for (const layer of place[3]) {
    const line = make("tr", "", table);
    make("th", layer, line).scope = "row";
    make("td", "nothing", line).colSpan = 3;
  }
  return made;
}

function further() {
  const list = document.getElementById("list");
  for (const number of shown.slice(until, until + AT_ONCE)) list.append(article(number));
  until = Math.min(shown.length, until + AT_ONCE);
  document.getElementById("further").hidden = until >= shown.length;
}

function holds(number, words) {
  const place = places[number], text = documents[place[0]][0][2].toLocaleLowerCase();
  const said = [...place[1], ...place[2]].map((span) => span[2].map(([from, to]) => points(place[0]).slice(from, to).join("")).join(" "));
  const inside = (said.join(" ") + " " + place[5] + " " + documents[place[0]][0][0]).toLocaleLowerCase();
  const isWhole = [...place[1], ...place[2]].every((span) => !span[2].length);
  return inside.includes(words) || (isWhole && text.includes(words));
}

function show(number) {
  const [section, title, value, more, set] = data.numbers[number];
  const words = document.getElementById("words").value.trim().toLocaleLowerCase();
  const all = data.sets[set];
  shown = words ? all.filter((one) => holds(one, words)) : all;
  until = 0;
  document.getElementById("list").replaceChildren();
  document.getElementById("chosen").textContent = section + " – " + own(title) + ": " + value + (more ? " (" + more + ")" : "");
  document.getElementById("how-many").textContent = shown.length + (shown.length === 1 ? " place" : " places") + (words ? " with these words" : "");
  for (const one of document.querySelectorAll("nav button")) {
    if (one.dataset.number === String(number)) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  further();
}

function sections() {
  const nav = document.getElementById("numbers");
  let last = "", box = null;
  data.numbers.forEach(([section, title, value, more], number) => {
    if (section !== last) {
      box = make("details", "", nav);
      box.open = last === "";
      make("summary", section, box);
      last = section;
    }
    const one = make("button", "", box);
    one.type = "button";
    one.dataset.number = String(number);
    const name = make("span", title, one);
    name.dir = "auto";
    if (more) make("small", more, name);
    make("b", value, one);
    one.addEventListener("click", () => {
      location.hash = "n" + number;
    });
  });
}

function chosen() {
  const wanted = /^#n(\d+)$/.exec(location.hash);
  return wanted && Number(wanted[1]) < data.numbers.length ? Number(wanted[1]) : 0;
}

function look() {
  if (data.numbers.length) show(chosen());
}

function follow() {
  look();
  const at = document.querySelector('nav button[data-number="' + chosen() + '"]');
  if (at) {
    at.closest("details").open = true;
    at.scrollIntoView({ block: "nearest" });
  }
  if (location.hash) {
    document.getElementById("places").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
}

document.getElementById("title").textContent = document.title;
document.getElementById("about").textContent = data.about;
document.getElementById("by").textContent = data.by;
document.getElementById("by").hidden = !data.by;
document.getElementById("further").addEventListener("click", further);
// Whoever types stays in the field.
document.getElementById("words").addEventListener("input", look);
window.addEventListener("hashchange", follow);
sections();
follow();
