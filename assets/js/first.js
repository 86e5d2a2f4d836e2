// The first response can be read before any script runs. When the full page is whole it takes its place, at the same
// heading, and the drawings stay in its cards until their charts are drawn.
(function () {
  "use strict";
  var first = document.getElementById("first");
  if (!first) return;
  var status = document.getElementById("first-status");
  var full = document.getElementById("full-page");
  var sheet = document.getElementById("full-style");
  var TYPED_IN = "input, select, textarea, button";
  var done = false;

  function styled() {
    return sheet.sheet !== null;
  }

  // Nothing is left to be filled in.
  function whole() {
    var page = full.querySelector("#content");
    return page && page.querySelector("h1") && !page.querySelector(".mantine-Skeleton-root");
  }

  function busy() {
    return first.contains(document.activeElement) && document.activeElement.matches(TYPED_IN);
  }

  function headings(within) {
    return Array.from(within.querySelectorAll("h1, h2, h3"));
  }

  // The last heading above the middle of the window, and how far down it stands.
  function reached() {
    if (window.scrollY === 0) return null;
    var above = headings(first).filter(function (one) {
      return one.getBoundingClientRect().top < window.innerHeight / 2;
    });
    var last = above.pop();
    return last && { words: last.textContent, top: last.getBoundingClientRect().top };
  }

  function scrollTo(place) {
    var same = headings(full).find(function (one) {
      return one.textContent === place.words;
    });
    if (same) window.scrollBy({ top: same.getBoundingClientRect().top - place.top, behavior: "instant" });
  }

  // A screen reader has heard the drawing's words in the heading, and hears them there again.
  function standIn(article) {
    var canvas = document.getElementById(article.dataset.chart + "-canvas");
    var drawing = article.querySelector(".drawing");
    if (!canvas || canvas.hidden || !drawing || canvas.querySelector(".main-svg")) return;
    drawing.classList.add("stand-in");
    drawing.setAttribute("aria-hidden", "true");
    canvas.appendChild(drawing);
  }

  // Charts that are drawn above a heading push it; it is put back until the reader moves the page.
  function keepAt(place) {
    var pushed = new ResizeObserver(function () {
      scrollTo(place);
    });
    function stop() {
      pushed.disconnect();
    }
    pushed.observe(full);
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(function (name) {
      window.addEventListener(name, stop, { once: true, passive: true });
    });
    window.setTimeout(stop, 10000);
  }

  function handOver() {
    var place = reached();
    var inside = first.contains(document.activeElement);
    var open = document.activeElement;
    first.querySelectorAll("article[data-chart]").forEach(standIn);
    sheet.media = "all";
    document.getElementById("first-style").remove();
    first.remove();
    full.hidden = false;
    if (inside && open !== document.body) document.getElementById("content").focus({ preventScroll: true });
    if (place) {
      scrollTo(place);
      keepAt(place);
    }
    document.dispatchEvent(new Event("sijill:whole"));
  }

  function look() {
    if (done || !styled() || !whole() || busy()) return;
    done = true;
    watch.disconnect();
    window.requestAnimationFrame(handOver);
  }

  var watch = new MutationObserver(look);
  watch.observe(full, { childList: true, subtree: true });
  sheet.addEventListener("load", look);
  first.addEventListener("focusout", function () {
    window.setTimeout(look, 0);
  });

  status.textContent = status.dataset.coming;
  window.addEventListener(
    "error",
    function (event) {
      if (!done && event.target && event.target.tagName === "SCRIPT") status.textContent = status.dataset.failed;
    },
    true
  );
})();
