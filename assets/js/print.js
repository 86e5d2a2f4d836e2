// Charts are drawn as wide as the screen; before they are printed they are drawn as wide as the paper.
(function () {
  "use strict";
  var PAPER_PX = 620; // A4 upright, less its margins and those of a card

  function redraw(change) {
    if (!window.Plotly.relayout) return; // no chart was near yet
    document.querySelectorAll(".canvas:not([hidden]) .js-plotly-plot").forEach(function (plot) {
      window.Plotly.relayout(plot, change);
    });
  }

  window.addEventListener("beforeprint", function () {
    redraw({ width: PAPER_PX, autosize: false });
  });
  window.addEventListener("afterprint", function () {
    redraw({ width: null, autosize: true });
  });
})();
