// plotly.js is fetched when the first chart is near the window, on a quick line in any case. A chart is drawn when it is
// near itself, or when there is nothing else to do. Dash waits for window.Plotly, which is a promise until then; its own
// loader gives up after 30 seconds, and takes the page along.
(function () {
  "use strict";
  var NEAR = "100% 0px"; // a window's height above and below
  var MOST_WAIT_S = 30;
  var LOOK_AGAIN_MS = 500;
  var AT_ONCE_MS = 200; // a line that answers so soon brings the fonts soon enough to be seen from the start
  var SOON_MS = 10000; // a page that is whole by then has come on a line that can bear plotly.js at leisure
  var own = document.currentScript.dataset;
  var settle;
  var asked = false;

  window.Plotly = new Promise(function (resolve) {
    settle = resolve;
  });

  function near(element) {
    return new Promise(function (resolve) {
      var watch = new IntersectionObserver(
        function (entries) {
          if (!entries.some(isNear)) return;
          watch.disconnect();
          resolve();
        },
        { rootMargin: NEAR }
      );
      watch.observe(element);
    });
  }

  // Nothing else to do, and the chart is on a page that is shown.
  function atLeisure(element) {
    return new Promise(function (resolve) {
      var wait = window.requestIdleCallback || window.setTimeout;
      (function look() {
        if (element.offsetParent) wait(resolve);
        else if (element.isConnected) window.setTimeout(look, LOOK_AGAIN_MS);
      })();
    });
  }

  function isNear(entry) {
    return entry.isIntersecting;
  }

  // Dash draws a chart's next figure when this one is drawn, and trips where the chart has gone by then: for a chart
  // that has gone, this is never over.
  function ifThere(plot, value) {
    return plot.isConnected ? value : new Promise(function () {});
  }

  // Plotly fills whatever is around a chart once that has had a height, as beside a drawing of the first response; where
  // nothing gives it one, the chart would fall to none and lie over the words below it.
  function giveHeight(plot, figure) {
    var canvas = plot.closest(".canvas");
    var height = figure && figure.layout && figure.layout.height;
    if (canvas && height) canvas.style.blockSize = height + "px";
  }

  // A drawing of the first response keeps the place of its chart until that is drawn.
  function drawnWhenNear(draw) {
    return function (plot) {
      var given = arguments;
      var kept = this;
      return Promise.race([near(plot), atLeisure(plot)])
        .then(function () {
          return ifThere(plot);
        })
        .then(function () {
          giveHeight(plot, given[1]);
          return draw.apply(kept, given);
        })
        .then(function (drawn) {
          var card = plot.closest(".canvas");
          var standIn = card && card.querySelector(".stand-in");
          if (standIn && plot.querySelector(".main-svg")) standIn.remove();
          return ifThere(plot, drawn);
        });
    };
  }

  function arrived() {
    window.Plotly.react = drawnWhenNear(window.Plotly.react);
    settle();
    fetchFonts();
  }

  // Once, but as often as the line breaks; ever more seldom.
  function fetchPlotly(waited) {
    var script = document.createElement("script");
    script.src = own.plotly;
    script.fetchPriority = "low";
    script.onload = arrived;
    script.onerror = function () {
      script.remove();
      var wait = Math.min(waited * 2 || 1, MOST_WAIT_S);
      window.setTimeout(fetchPlotly, wait * 1000, wait);
    };
    document.head.appendChild(script);
  }

  function fetchOnce() {
    if (asked) return;
    asked = true;
    search.disconnect();
    fetchPlotly(0);
  }

  var fontsAsked = false;
  function fetchFonts() {
    if (fontsAsked) return;
    fontsAsked = true;
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = own.fonts;
    document.head.appendChild(link);
  }

  var seen = new WeakSet();
  function lookForCharts() {
    document.querySelectorAll(".drawing, .canvas").forEach(function (place) {
      if (seen.has(place)) return;
      seen.add(place);
      near(place).then(fetchOnce);
    });
  }

  function isQuick() {
    var page = performance.getEntriesByType("navigation")[0];
    return page && page.responseStart - page.requestStart < AT_ONCE_MS;
  }

  var search = new MutationObserver(lookForCharts);
  // All scripts that draw the page are there: what is fetched now holds none of them up.
  document.addEventListener("DOMContentLoaded", function () {
    lookForCharts();
    if (!asked) search.observe(document.body, { childList: true, subtree: true });
    if (isQuick()) fetchFonts();
  });
  document.addEventListener("sijill:whole", function () {
    if (!document.querySelector(".canvas")) fetchFonts();
    else if (performance.now() < SOON_MS) fetchOnce(); // on such a line it is there before anybody has scrolled
  });
})();
