// The picture of a chart, which carries its title, its sentence, its sources and what the view covers.
(function () {
  "use strict";
  var WIDTH = 900;
  var EDGE = 20;
  var LINE_PX = 19;
  var LETTERS = 118; // of a line of notes

  function words(selector, within) {
    return Array.from(within.querySelectorAll(selector), function (each) {
      return Array.from(each.childNodes, function (node) {
        return node.textContent;
      }).join(each.id === "standing" ? " · " : "");
    });
  }

  function wrapped(text, letters) {
    var lines = [""];
    text.split(/\s+/).forEach(function (word) {
      var last = lines[lines.length - 1];
      if (last && last.length + word.length >= letters) lines.push(word);
      else lines[lines.length - 1] = last ? last + " " + word : word;
    });
    return lines;
  }

  // Plotly reads markup and runs from left to right.
  function set(line, rtl) {
    var escaped = line.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    return rtl ? "\u202b" + escaped + "\u202c" : escaped;
  }

  function block(texts, letters, rtl) {
    return texts
      .flatMap(function (text) {
        return wrapped(text, letters);
      })
      .map(function (line) {
        return set(line, rtl);
      });
  }

  function captioned(plot, card, rtl) {
    var size = plot._fullLayout._size; // margins as drawn, with room for the names on the axes
    var title = block(words(".heading h2", card), 80, rtl);
    var sentence = block(words(".heading p", card), LETTERS, rtl);
    var notes = block(words(".chart-notes > p", card).concat(words("#standing", document)), LETTERS, rtl);
    var top = (title.length + sentence.length) * LINE_PX + 2 * EDGE;
    var bottom = notes.length * LINE_PX + 2 * EDGE;
    var layout = JSON.parse(JSON.stringify(plot.layout));
    var side = rtl ? "right" : "left";
    var shared = { xref: "paper", yref: "paper", x: rtl ? 1 : 0, xanchor: side, align: side, showarrow: false };
    var shift = rtl ? size.r - EDGE : EDGE - size.l;
    var bold = title.map(function (line) {
      return "<b>" + line + "</b>";
    });
    layout.annotations = (layout.annotations || []).concat([
      Object.assign({}, shared, { text: bold.concat(sentence).join("<br>"), y: 1, yanchor: "bottom", yshift: size.t + EDGE / 2, xshift: shift }),
      Object.assign({}, shared, { text: notes.join("<br>"), y: 0, yanchor: "top", yshift: -size.b - EDGE / 2, xshift: shift, font: { size: 12 } }),
    ]);
    layout.margin = { l: size.l, r: size.r, t: size.t + top, b: size.b + bottom };
    layout.width = WIDTH;
    layout.height = plot._fullLayout.height + top + bottom;
    layout.paper_bgcolor = window.getComputedStyle(card).backgroundColor;
    return layout;
  }

  async function save(button) {
    var form = button.dataset.form;
    var card = button.closest(".chart-card");
    var plot = card.querySelector(".js-plotly-plot");
    if (!plot || !plot._fullLayout) return; // its chart is not drawn yet
    var layout = captioned(plot, card, button.dataset.rtl === "True");
    var options = { format: form, width: layout.width, height: layout.height, scale: form === "svg" ? 1 : 2 };
    var link = document.createElement("a");
    link.href = await window.Plotly.toImage({ data: plot.data, layout: layout }, options);
    link.download = "sijill-" + button.dataset.chart + "." + form;
    link.click();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest(".picture");
    if (button) save(button);
  });
})();
